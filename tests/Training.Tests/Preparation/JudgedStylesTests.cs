using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Commands;
using Pix2Pitch.Training.Preparation;
using Command = Pix2Pitch.Training.Tests.Commands.Command;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>Styles that are judged from pictures and sound, in pairs and for paintings of no known style.</summary>
public sealed class JudgedStylesTests(JudgedStylesTests.JudgedPairs pairs) : IClassFixture<JudgedStylesTests.JudgedPairs>, IDisposable
{
    private static readonly PrepareOptions s_pairs = new() { Size = 64, ValidationShare = 0, JudgedStyles = JudgedStyles.Pairs };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Data => field ??= SmallLibrary.Write(_folder.File("data"), 6, 4);

    private string Output => _folder.File("out");

    [Fact]
    public void A_painting_has_the_probabilities_and_the_embedding_of_ClassifyStyle_in_the_table_and_in_the_pipeline()
    {
        Assert.Equal(6, pairs.Report.Judged!.Rows);

        using var data = new PreparedData(pairs.Output);
        Assert.Equal(512, data.EmbeddingLength);
        var ml = new MLContext(seed: 1);
        IDataView paintings = ml.Data.LoadFromEnumerable(data.Paintings.Select(painting => new { painting.Work.Path }));
        IDataView judged = ml.Transforms.ClassifyStyle("Style", null, "Path", new ClassifyStyleOptions { EmbeddingColumn = "Embedding" }).Fit(paintings).Transform(paintings);
        Assert.Equal(judged.GetColumn<float[]>("Style.Probabilities"), data.Paintings.Select(painting => painting.StyleProbabilities!.ToArray()));
        float[][] embeddings = [.. judged.GetColumn<float[]>("Embedding")];
        var read = new float[512];
        for (int row = 0; row < 6; row++)
        {
            data.ReadEmbedding(row, read);
            Assert.Equal(embeddings[row], read, (expected, found) => Math.Abs(expected - found) <= 1e-3f * Math.Max(1, Math.Abs(expected))); // float16
        }

        float[][] column = [.. ml.Data.LoadPrepared(pairs.Output).GetColumn<float[]>("Embedding")];
        data.ReadEmbedding(data.Pairs[^1].Painting, read);
        Assert.Equal(read, column[^1]);
        Assert.All(data.Clips, clip => Assert.Equal(1, clip.StyleProbabilities!.Sum(), 1e-5f));
        Assert.Empty(PreparedVerifier.Verify(pairs.Output).Damages);
    }

    [Fact]
    public void A_picture_is_judged_once_even_if_its_file_gets_another_name()
    {
        PrepareReport first = new Preparer(s_pairs).Prepare(Data, Output), second = new Preparer(s_pairs).Prepare(Data, Output);
        File.Move(Path.Combine(Data, "p", "3.png"), Path.Combine(Data, "p", "moved.png"));
        string list = Path.Combine(Data, "paintings.csv");
        File.WriteAllText(list, File.ReadAllText(list).Replace("p/3.png", "p/moved.png", StringComparison.Ordinal));
        PrepareReport third = new Preparer(s_pairs).Prepare(Data, Output);

        Assert.Equal((0L, 1L), (second.Judged!.Rows, second.Judged.ShardsKept));
        Assert.Equal((0L, 1L), (third.Judged!.Rows, third.Judged.ShardsKept));
        Assert.Equal(first.Info!.Fingerprint, second.Info!.Fingerprint);
        Assert.Equal(first.Info.EmbeddingShards!, third.Info!.EmbeddingShards!);
    }

    [Fact]
    public void A_folder_that_was_not_judged_is_written_and_read_as_before_and_can_be_judged_later()
    {
        PrepareOptions none = s_pairs with { JudgedStyles = JudgedStyles.None };
        Assert.Null(new Preparer(none).Prepare(Data, Output).Judged);
        string[] names = ["Embedding", "StyleProbabilities", "IsStyleJudged"];
        Assert.All(FolderContent.Of(Output).Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal) || file.Key.EndsWith(".jsonl", StringComparison.Ordinal)),
            file => Assert.All(names, name => Assert.DoesNotContain(name, System.Text.Encoding.UTF8.GetString(file.Value))));
        using (var data = new PreparedData(Output))
        {
            Assert.Equal(0, data.EmbeddingLength);
            Assert.Contains("no embeddings", Assert.Throws<InvalidOperationException>(() => data.ReadEmbedding(0, new float[512])).Message);
            Assert.Null(new MLContext().Data.LoadPrepared(Output).Schema.GetColumnOrNull("Embedding"));
        }

        PrepareReport later = new Preparer(s_pairs).Prepare(Data, Output);
        Assert.Equal((0L, 6L), (later.Paintings.Rows, later.Judged!.Rows));
        using var judged = new PreparedData(Output);
        Assert.Equal(512, judged.EmbeddingLength);
    }

    [Fact]
    public void A_painting_of_no_known_style_gets_the_most_probable_one_and_every_list_says_so()
    {
        AddUnknown();
        PrepareReport report = new Preparer(s_pairs with { JudgedStyles = JudgedStyles.Unknown }).Prepare(Data, Output);
        Assert.Empty(report.LeftOut);

        using var data = new PreparedData(Output);
        PreparedPainting judged = Assert.Single(data.Paintings, painting => painting.IsStyleJudged);
        Assert.EndsWith("unknown.png", judged.Work.Path);
        float max = judged.StyleProbabilities!.Max();
        Assert.Equal((Style)(judged.StyleProbabilities!.ToList().IndexOf(max) + 1), judged.Style);
        Assert.Equal(max, judged.StyleConfidence);
        Assert.Equal(["judged", .. data.Paintings.Select(painting => painting.IsStyleJudged ? "yes" : "no")],
            File.ReadLines(Path.Combine(Output, "paintings.csv")).Select(line => line.Split(',')[5]));
        string note = Assert.Single(report.Notes);
        Assert.StartsWith($"The style of 1 of 7 paintings is not known and was judged from the picture (1 {StyleNames.Of(judged.Style)})", note);
        Assert.Contains(note[..note.IndexOf('(', StringComparison.Ordinal)], File.ReadAllText(Path.Combine(Output, "report.json")));
        var text = new StringWriter();
        PrepareSummary.Write(text, Output, ShardShare.All, report);
        Assert.Contains($"Note: {note}", text.ToString());
        Assert.Contains("Judged styles: 7 paintings", text.ToString());
    }

    [Theory]
    [InlineData(JudgedStyles.None)]
    [InlineData(JudgedStyles.Pairs)]
    public void A_painting_of_no_known_style_is_left_out_unless_it_is_to_be_judged(JudgedStyles judged)
    {
        AddUnknown();
        PrepareReport report = new Preparer(s_pairs with { JudgedStyles = judged }).Prepare(Data, Output);
        Assert.EndsWith("unknown.png", Assert.Single(report.LeftOut).File);
        Assert.Equal(6, report.Info!.Paintings);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void A_painting_of_no_known_style_that_cannot_be_judged_is_left_out()
    {
        AddUnknown();
        File.WriteAllText(Path.Combine(Data, "p", "unknown.png"), "no picture");
        PrepareReport report = new Preparer(s_pairs with { JudgedStyles = JudgedStyles.Unknown }).Prepare(Data, Output);
        Assert.EndsWith("unknown.png", Assert.Single(report.LeftOut).File);
        Assert.Equal(6, report.Info!.Paintings);
    }

    [Fact]
    public void Without_the_network_the_result_is_that_of_none_and_one_note_says_so()
    {
        PrepareReport report = new Preparer(s_pairs) { IsNetworkPresent = false }.Prepare(Data, Output);
        new Preparer(s_pairs with { JudgedStyles = JudgedStyles.None }).Prepare(Data, _folder.File("none"));
        Assert.Contains("'DnnImageModels'", Assert.Single(report.Notes));
        Assert.Null(report.Judged);
        using PreparedData without = new(Output), none = new(_folder.File("none"));
        Assert.Equal(0, without.EmbeddingLength);
        Assert.Equal(none.Info.Fingerprint, without.Info.Fingerprint);
    }

    [Fact]
    public void Damaged_embeddings_are_found_and_made_again()
    {
        FolderContent.Copy(pairs.Output, Output);
        ShardFile shard = Assert.Single(PreparedFolder.ReadInfo(Output).EmbeddingShards!);
        string file = Path.Combine(Output, shard.File);
        byte[] whole = File.ReadAllBytes(file), damaged = [.. whole];
        damaged[^1] ^= 1;
        File.WriteAllBytes(file, damaged);
        Assert.Contains(Path.GetFileName(file), Assert.Single(PreparedVerifier.Verify(Output).Damages));

        File.Delete(file);
        new Preparer(s_pairs).Prepare(pairs.Data, Output);
        Assert.Equal(whole, File.ReadAllBytes(file));
    }

    [Fact]
    public void The_command_judges_by_default_and_knows_the_three_uses()
    {
        (int code, string output, _) = Command.Run("prepare", Data, "-o", Output, "--size", "64", "--validation", "0");
        Assert.Equal(0, code);
        Assert.Contains("Judged styles: 6 paintings", output);
        (code, _, string error) = Command.Run("prepare", Data, "-o", Output, "--judge-styles", "all");
        Assert.Equal(2, code);
        Assert.Contains("--judge-styles", error);
    }

    private void AddUnknown()
    {
        SmallLibrary.WritePicture(Path.Combine(Data, "p", "unknown.png"), 99);
        SmallLibrary.WriteRecording(Path.Combine(Data, "m", "more.wav"), 99, 6);
        File.AppendAllText(Path.Combine(Data, "paintings.csv"), "p/unknown.png,Nobody at all,Unlabelled,\n");
    }

    /// <summary>A library that was prepared with styles judged for pairs. Tests only read it.</summary>
    public sealed class JudgedPairs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public JudgedPairs() => Report = new Preparer(s_pairs).Prepare(SmallLibrary.Write(Data, 6, 4), Output);

        internal PrepareReport Report { get; }

        public string Data => _folder.File("data");

        public string Output => _folder.File("out");

        public void Dispose() => _folder.Dispose();
    }
}
