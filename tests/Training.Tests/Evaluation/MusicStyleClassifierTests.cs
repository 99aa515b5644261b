using System.Text.Json.Nodes;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

public sealed class MusicStyleClassifierTests
{
    [Fact]
    public void Separable_clips_are_found_in_cross_validation()
    {
        var random = new Random(1);
        RealClip[] clips = [.. Enumerable.Range(0, 60).Select(i => TestClips.Clip(i % 2 == 0 ? Style.Baroque : Style.Romanticism, $"piece {i / 4} {i % 2}", TestClips.Random(random, 40, i % 2 == 0 ? -2 : 2)))];
        (MusicStyleClassifier classifier, double accuracy) = MusicStyleTrainer.Train(clips, "test clips");
        Assert.InRange(accuracy, 0.95, 1);
        Assert.All(clips, clip => Assert.Equal(clip.Style, classifier.Predict(clip.Analysis.Vector)));
        Assert.Equal("test clips", classifier.TrainedOn);
    }

    [Fact]
    public void Clips_that_cannot_be_separated_are_found_by_chance()
    {
        var random = new Random(2);
        RealClip[] clips = [.. Enumerable.Range(0, 80).Select(i => TestClips.Clip(i % 2 == 0 ? Style.Baroque : Style.Romanticism, $"piece {i}", TestClips.Random(random)))];
        Assert.InRange(MusicStyleTrainer.Train(clips, "").Accuracy, 0.3, 0.7);
    }

    [Fact]
    public void Training_stops_between_two_trials()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var random = new Random(1);
        RealClip[] clips = [.. Enumerable.Range(0, 20).Select(i => TestClips.Clip(i % 2 == 0 ? Style.Baroque : Style.Romanticism, $"piece {i}", TestClips.Random(random)))];
        Assert.Throws<OperationCanceledException>(() => MusicStyleTrainer.Train(clips, "", stop.Token));
    }

    // If clips of one piece were in two folds, their styles would be found by their similarity.
    [Fact]
    public void All_clips_of_a_piece_are_in_one_fold()
    {
        var random = new Random(3);
        RealClip[] clips =
        [
            .. Enumerable.Range(0, 30).SelectMany(piece =>
            {
                ClipAnalysis analysis = TestClips.Random(random);
                return Enumerable.Repeat(TestClips.Clip(piece % 2 == 0 ? Style.Baroque : Style.Romanticism, $"piece {piece}", analysis), 3);
            }),
        ];
        Assert.InRange(MusicStyleTrainer.Train(clips, "").Accuracy, 0.2, 0.75);
    }

    [Fact]
    public void Clips_of_one_style_are_refused()
    {
        var random = new Random(4);
        RealClip[] clips = [.. Enumerable.Range(0, 20).Select(i => TestClips.Clip(Style.Baroque, $"{i}", TestClips.Random(random)))];
        string message = Assert.Throws<Pix2PitchException>(() => MusicStyleTrainer.Train(clips, "")).Message;
        Assert.Contains("one style, baroque", message);
    }

    [Fact]
    public void The_same_clips_give_the_same_file_which_is_read_as_it_was_written()
    {
        var random = new Random(5);
        RealClip[] clips = [.. Enumerable.Range(0, 30).Select(i => TestClips.Clip((Style)(i % 3 + 1), $"{i}", TestClips.Random(random, 10 * (i % 3), 2)))];
        using var folder = new TemporaryFolder();
        (string first, string second) = (folder.File("first.json"), folder.File("second.json"));
        MusicStyleTrainer.Train(clips, "test clips").Classifier.Write(first);
        MusicStyleTrainer.Train(clips, "test clips").Classifier.Write(second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        MusicStyleClassifier read = MusicStyleClassifier.Read(first);
        read.Write(second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void The_shipped_classifier_gives_every_style_a_probability_and_they_sum_to_1()
    {
        MusicStyleClassifier shipped = MusicStyleClassifier.Read(Path.Combine(TestData.RepositoryRoot, "data", "models", "music-style.json"));
        Assert.Equal(shipped.Weights, MusicStyleClassifier.Default.Weights);
        var random = new Random(6);
        for (int i = 0; i < 20; i++)
        {
            float[] probabilities = MusicStyleClassifier.Default.Classify(TestClips.Random(random, 40, 1e6 * i).Vector);
            Assert.Equal(StyleNames.All.Count, probabilities.Length);
            Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
            Assert.Equal(1, probabilities.Sum(), 1e-5f);
        }
    }

    public static TheoryData<string> Damages =>
    [
        "format", "styles", "means", "deviations", "weights", "biases", // another value each, see Damaged
        "no weights", "infinite bias", "negative deviation", "text", "empty", "list", "cut",
    ];

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_file_that_is_no_classifier_is_named_in_one_sentence(string damage)
    {
        using var folder = new TemporaryFolder();
        TestClips.Classifier.Write(folder.File("good.json"));
        string path = folder.Write("bad.json", Damaged(File.ReadAllText(folder.File("good.json")), damage));
        string message = Assert.Throws<Pix2PitchException>(() => MusicStyleClassifier.Read(path)).Message;
        Assert.Contains(path, message);
        Assert.Contains("train it again", message);
        Assert.Single(message.Split(". "));
    }

    [Fact]
    public void A_file_that_does_not_exist_is_named()
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<Pix2PitchException>(() => MusicStyleClassifier.Read(folder.File("none.json"))).Message;
        Assert.Contains(folder.File("none.json"), message);
        Assert.Contains("no such file", message);
        Assert.Contains("it is a folder", Assert.Throws<Pix2PitchException>(() => MusicStyleClassifier.Read(folder.Path)).Message);
    }

    private static string Damaged(string good, string damage)
    {
        JsonNode json = JsonNode.Parse(good)!;
        switch (damage)
        {
            case "format": json["format"] = MusicStyleClassifier.CurrentFormat + 1; break;
            case "styles": json["styles"]![0] = "Gothic"; break;
            case "means" or "deviations" or "biases": json[damage]!.AsArray().RemoveAt(0); break;
            case "weights": json["weights"]![2]!.AsArray().Add(1); break;
            case "no weights": json.AsObject().Remove("weights"); break;
            case "infinite bias": return good.Replace("\"biases\":[0,", "\"biases\":[1e39,", StringComparison.Ordinal);
            case "negative deviation": json["deviations"]![5] = -1; break;
            case "text": json["means"]![5] = "seven"; break;
            case "empty": return "";
            case "list": return "[1, 2]";
            case "cut": return good[..(good.Length / 2)];
        }
        return json.ToJsonString();
    }
}
