using Microsoft.ML.OnnxRuntime;
using Pix2Pitch.Generation;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Tests.Runs;

namespace Pix2Pitch.Training.Tests.Commands;

/// <summary>Training without pairs, from a folder without a pair to two model files.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class UnpairedCommandTests
{
    private static readonly string[] s_quick = ["--width", "4", "--discriminator-width", "4", "--threads", "1", "--seed", "3", "--preview-minutes", "0", "--no-report", "--no-tensorboard"];

    [Fact]
    public void A_folder_without_pairs_gives_a_model_for_each_direction()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"), isPaired: false), run = folder.File("run");
        (int code, string output, string error) = Command.Run(["train", data, "-o", run, "--kind", "CycleGan", "--steps", "3", "--cycle", "5", .. s_quick]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Done: 3 steps", output);
        string[] columns = File.ReadLines(Path.Combine(run, "log.csv")).First().Split(',');
        Assert.All(File.ReadLines(Path.Combine(run, "log.csv")).Skip(1).Select(line => line.Split(',')), row
            => Assert.All((string[])["d1", "l1", "painting_d1", "painting_d2", "painting_g", "painting_cycle"], name => Assert.True(double.Parse(row[Array.IndexOf(columns, name)]) > 0)));

        foreach ((string direction, string name, string input, string result) in ((string, string, string, string)[])[
            ("painting-to-music", "model.onnx", "Painting", "MelSpectrogram"), ("music-to-painting", "painter.onnx", "MelSpectrogram", "Painting")])
        {
            (code, output, error) = Command.Run("export", run, "--direction", direction);
            Assert.Equal((0, ""), (code, error));
            Assert.Matches(@", largest difference from the network \d\.\de-[5-9]\.$", output.TrimEnd());
            string model = Path.Combine(run, name);
            using (var session = new InferenceSession(model))
                Assert.Equal((input, result), (session.InputNames[0], session.OutputNames[0]));
            GeneratorMetadata metadata = GeneratorMetadata.Read(model);
            Assert.Equal((input == "Painting" ? GeneratorDirection.PaintingToMusic : GeneratorDirection.MusicToPainting, "CycleGan", "5"), (metadata.Direction, metadata.Details["kind"], metadata.Details["cycle-weight"]));
        }
        PaintingToMusic.Load(Path.Combine(run, "model.onnx")).Dispose();
        MusicToPainting.Load(Path.Combine(run, "painter.onnx")).Dispose();
    }

    [Fact]
    public void Paintings_and_music_that_share_no_style_are_prepared_and_trained_without_pairs()
    {
        using var folder = new TemporaryFolder();
        string prepared = folder.File("prepared");
        string[] demo = [.. Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings"), "*.png").Order(StringComparer.Ordinal)];
        for (int i = 0; i < 2; i++)
        {
            File.Copy(demo[i], folder.File($"{i}.png"));
            WaveWriter.Write(folder.File($"{i}.wav"), [.. Enumerable.Range(0, 80_000).Select(n => (float)(0.5 * Math.Sin(n * (0.05 + 0.02 * i) + n * n * 1e-6)))], 8000);
        }
        folder.Write("paintings.csv", "file,artist,title,style\n0.png,One,A,baroque\n1.png,Two,B,baroque\n");
        folder.Write("music.csv", "file,composer,piece,style\n0.wav,Three,C,romanticism\n1.wav,Four,D,romanticism\n");
        string[] prepare = ["prepare", folder.Path, "-o", prepared, "--size", "64", "--validation", "0", "--judge-styles", "none"];

        ProgramRun refused = Command.Run(prepare);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("or prepare with --without-pairs to train without pairs", refused.Error);

        (int code, string output, string error) = Command.Run([.. prepare, "--without-pairs"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("2 paintings, 2 clips, 0 pairs to train on", output);
        (code, output, error) = Command.Run(["train", prepared, "-o", folder.File("run"), "--kind", "DiscoGan", "--steps", "1", .. s_quick]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Done: 1 steps", output);
    }

    [Fact]
    public void Steps_of_two_processes_give_the_same_bytes_as_those_of_one()
    {
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        string data = Samples.WritePrepared(whole.File("prepared"));
        Assert.Equal(0, Command.Run(Arguments(whole, 6)).ExitCode);
        Assert.Equal(0, Command.Run(Arguments(parts, 3)).ExitCode);
        (int code, _, string error) = TrainingProcess.Run(Arguments(parts, 6));
        Assert.Equal((0, ""), (code, error));
        CheckpointTests.AssertSameWeights(whole.File("checkpoint.p2p"), parts.File("checkpoint.p2p"));

        string[] Arguments(TemporaryFolder folder, int steps) => ["train", data, "-o", folder.Path, "--kind", "CycleGan", "--pool", "2", "--steps", $"{steps}", .. s_quick];
    }

    [Fact]
    public void A_run_with_pairs_has_no_generator_of_paintings()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run");
        Assert.Equal(0, Command.Run(["train", data, "-o", run, "--steps", "1", .. s_quick]).ExitCode);
        (int code, _, string error) = Command.Run("export", run, "--direction", "music-to-painting");
        Assert.Equal(1, code);
        Assert.Contains("was trained with pairs, so it has no generator of paintings", error);
        Assert.False(File.Exists(Path.Combine(run, "painter.onnx")));
    }

    [Theory]
    [InlineData(2, "L1Weight is 30; it must be 0 in training without pairs (CycleGan).", "train", "DATA", "-o", "RUN", "--kind", "CycleGan", "--l1", "30")]
    [InlineData(2, "CycleWeight is 10; it must be 0 in training with pairs.", "train", "DATA", "-o", "RUN", "--cycle", "10")]
    [InlineData(2, "--direction must be painting-to-music or music-to-painting, not 'back'.", "export", "RUN", "--direction", "back")]
    [InlineData(2, "Architecture is Recurrent; it must be another unless the kind of training is NoteSequence (--kind NoteSequence).", "train", "DATA", "-o", "RUN", "--architecture", "Recurrent")]
    [InlineData(2, "--patch-layers and --jitter have no effect in training of kind NoteSequence; leave them out.", "train", "DATA", "-o", "RUN", "--kind", "NoteSequence", "--patch-layers", "1", "--jitter", "1.2", "--width", "1")]
    [InlineData(2, "--flip has no effect in training of kind NoteSequence; leave it out.", "train", "DATA", "-o", "RUN", "--kind", "NoteSequence", "--flip", "false", "--dry-run")]
    [InlineData(1, "or train without pairs (--kind CycleGan)", "train", "DATA", "-o", "RUN")]
    public void What_goes_wrong_is_said_in_a_sentence(int expected, string sentence, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"), isPaired: false);
        (int code, _, string error) = Command.Run([.. arguments.Select(a => a.Replace("DATA", data, StringComparison.Ordinal).Replace("RUN", folder.File("run"), StringComparison.Ordinal))]);
        Assert.Equal(expected, code);
        Assert.Contains(sentence, error);
    }
}
