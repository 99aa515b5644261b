using System.Diagnostics;
using System.Text.RegularExpressions;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Runs;

namespace Pix2Pitch.Training.Tests.Commands;

/// <summary>The program, run inside the process of the tests.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class CommandTests(CommandTests.TrainedRun trained) : IClassFixture<CommandTests.TrainedRun>
{
    private static readonly string[] s_quick = ["--width", "4", "--threads", "1", "--seed", "3", "--evaluate-every", "4", "--sound-paintings", "0", "--preview-minutes", "0", "--no-report", "--no-tensorboard"];

    [Fact]
    public void A_run_is_trained_and_exported()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("with a space", "prepared")), run = folder.File("run ü");
        (int code, string output, string error) = Command.Run(["train", data, "-o", run, "--steps", "8", .. s_quick]);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"(?m)^run \S+ on the (CPU|GPU \(CUDA\))$", output);
        Assert.Matches(@"(?m)^step 4  d1 \S+  d2 \S+  g \S+  L1 \S+  diversity \S+ \(\d+ ?% of real\)  seeds \S+  \S+ (steps/s|s/step)  \d+ s left$", output);
        Assert.Contains("step 8 saved", output);
        Assert.Contains("Done: 8 steps", output);

        string model = folder.File("model.onnx");
        (code, output, error) = Command.Run("export", run, "-o", model, "--name", "stripes", "--licence", "CC0-1.0", "--half");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@", largest difference from the network \d\.\de-\d; rounding to float16 changes outputs by up to \d\.\de-\d\.$", output.TrimEnd());
        GeneratorMetadata metadata = GeneratorMetadata.Read(model);
        Assert.Equal(("stripes", "CC0-1.0", "stripes", "8"), (metadata.Name, metadata.Licence, metadata.TrainedOn, metadata.Details["steps"]));
    }

    [Fact]
    public void The_demo_set_is_prepared_without_a_row_left_out()
    {
        using var folder = new TemporaryFolder();
        string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo"), prepared = folder.File("prepared");
        (int code, string output, string error) = Command.Run("prepare", demo, "-o", prepared, "--size", "64");
        Assert.Equal((0, ""), (code, error));
        int paintings = File.ReadLines(Path.Combine(demo, "paintings.csv")).Count() - 1, music = File.ReadLines(Path.Combine(demo, "music.csv")).Count() - 1;
        Assert.Contains($"{paintings} paintings, {music} clips", output);
        Assert.DoesNotContain("Left out", output);
        Assert.Contains($"Report: {Path.Combine(prepared, "report.html")}", output);
        Assert.True(File.Exists(Path.Combine(prepared, "report.json")));
    }

    [Fact]
    public void Music_on_the_semitone_scale_is_prepared_trained_on_exported_and_heard()
    {
        using var folder = new TemporaryFolder();
        string data = folder.File("data"), demo = Path.Combine(TestData.RepositoryRoot, "data", "demo"), prepared = folder.File("prepared256-semitones"), run = folder.File("run"), model = folder.File("model.onnx");
        Directory.CreateDirectory(Path.Combine(data, "paintings"));
        Directory.CreateDirectory(Path.Combine(data, "music"));
        string picture = Directory.GetFiles(Path.Combine(demo, "paintings"), "*.png").Order(StringComparer.Ordinal).First();
        File.Copy(picture, Path.Combine(data, "paintings", "one.png"));
        // Ten notes of A3 with five overtones.
        var tone = new float[220500];
        for (int i = 0; i < tone.Length; i++)
            tone[i] = (float)(0.2 * Math.Exp(-3.0 * (i % 22050) / 22050) * Enumerable.Range(1, 6).Sum(n => Math.Sin(2 * Math.PI * 220 * n * i / 22050) / n));
        WaveWriter.Write(Path.Combine(data, "music", "tone.wav"), tone, 22050);
        File.WriteAllText(Path.Combine(data, "paintings.csv"), "file,artist,title,style\npaintings/one.png,A,B,Baroque\n");
        File.WriteAllText(Path.Combine(data, "music.csv"), "file,composer,title,style\nmusic/tone.wav,C,D,Baroque\n");

        (int code, _, string error) = Command.Run("prepare", data, "--preset", "semitone256", "--validation", "0", "--judge-styles", "none", "--threads", "1");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(MelOptions.Semitone256, PreparedFolder.ReadInfo(prepared).Mel);
        Assert.Contains("256 semitone bands", File.ReadAllText(Path.Combine(prepared, "report.html")));
        (code, _, error) = Command.Run(["train", prepared, "-o", run, "--steps", "2", "--augment-semitones", "6", "--discriminator-width", "4", .. s_quick]);
        Assert.Equal((0, ""), (code, error));
        (code, _, error) = Command.Run("export", run, "-o", model);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(MelOptions.Semitone256, GeneratorMetadata.Read(model).Mel);

        using PaintingToMusic generator = PaintingToMusic.Load(model);
        GeneratedMusic music = generator.Generate(picture, seed: 1);
        Assert.Equal(MelOptions.Semitone256, music.MelSpectrogram.Options);
        // The bands of the sound are those that were generated: their mean levels go together, and less so if the same values are inverted as a mel-spectrogram. What a network
        // writes after two steps is nearly noise, so it is no exact picture of any sound.
        float[] heard = new float[MelOptions.Semitone256.ValueCount], generated = music.MelSpectrogram.Values;
        double own = Alike(music.Samples), other = Alike(new MelSpectrogramInverter(MelOptions.Thesis256).Invert(generated));
        Assert.True(own > 0.5 && own > other + 0.2, $"{own} and {other}");

        double Alike(float[] samples)
        {
            new MelSpectrogramExtractor(MelOptions.Semitone256).Extract(samples, heard);
            return Correlation(Means(generated), Means(heard));
        }

        // And the stored clip is heard as the note that it is: row 3 x 24 is A3.
        using var stored = new PreparedData(prepared);
        float[] clip = new float[MelOptions.Semitone256.ValueCount];
        stored.ReadMel(0, clip);
        new MelSpectrogramExtractor(MelOptions.Semitone256).Extract(new MelSpectrogramInverter(MelOptions.Semitone256).Invert(clip), heard);
        double[] means = Means(heard);
        Assert.Equal(72, Array.IndexOf(means, means.Max()));

        static double[] Means(float[] values) => [.. Enumerable.Range(0, 256).Select(row => (double)values.AsSpan(row * 256, 256).ToArray().Average())];

        static double Correlation(double[] a, double[] b)
        {
            double meanA = a.Average(), meanB = b.Average();
            return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
        }
    }

    [Fact]
    public void Shares_say_what_was_already_made_and_when_there_is_nothing_to_do()
    {
        using var folder = new TemporaryFolder();
        string[] Share(string share) => ["prepare", Path.Combine(TestData.RepositoryRoot, "data", "demo"), "-o", folder.File("prepared"), "--size", "64", "--judge-styles", "none", "--shard", share];
        Assert.Equal(0, Command.Run(Share("0/2")).ExitCode);
        Assert.Contains("Paintings: 1 shard was already made.", Command.Run(Share("0/2")).Output);
        string none = Command.Run(Share("1/2")).Output;
        Assert.Contains("Music: nothing to do in this share.", none);
        Assert.Contains("when all shares are done, run the same command without --shard and --shards.", none);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Training_without_two_paintings_for_validation_says_so_once(int paintings, bool expected)
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"), validation: paintings);
        (int code, string output, string error) = Command.Run(["train", data, "-o", folder.File("run"), "--steps", "1", .. s_quick]);
        Assert.Equal((0, ""), (code, error));
        string[] lines = [.. output.Split('\n').Where(line => line.Contains("validation", StringComparison.Ordinal))];
        Assert.Equal(expected ? 1 : 0, lines.Length);
        Assert.All(lines, line => Assert.Contains("measured with training paintings", line));
    }

    [Theory]
    [InlineData("--flip")]
    [InlineData("--summary")]
    [InlineData("--pause-discriminator")]
    public void Options_that_take_true_or_false_show_this_in_the_help(string option)
        => Assert.Contains($"{option} <true|false>", Command.Run("train", "--help").Output);

    [Fact]
    public void The_value_of_a_switch_is_used()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"));
        Assert.Equal(0, Command.Run(["train", data, "-o", folder.File("run"), "--steps", "1", "--flip", "False", "--summary=false", "--pause-discriminator", "true", .. s_quick]).ExitCode);
        TrainingOptions options = Checkpoint.ReadState(folder.File("run", "checkpoint.p2p")).Options;
        Assert.Equal((false, false, true), (options.Flip, options.Summary, options.PauseDiscriminator));
    }

    [Fact]
    public void The_help_of_train_gives_the_default_of_every_option_and_the_range_that_is_checked()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), help = Command.Run("train", "--help").Output;
        Match[] options = [.. Regex.Matches(help, @"(?m)^  (?<name>--[a-z0-9-]+) <.*\[((?<range>[^;\]]+); )?default: (?<default>[^\]]+)\]\r?$").Cast<Match>()];
        // All 69 options that change TrainingOptions, --accelerator, --preview-minutes and --preview-paintings.
        Assert.Equal(72, options.Length);
        Assert.Contains(options, option => (option.Groups["name"].Value, option.Groups["default"].Value) == ("--l1", "30"));
        Match[] ranges = [.. options.Where(option => option.Groups["range"].Success)];
        Assert.Equal(49, ranges.Length);
        Assert.All(ranges, option =>
        {
            (int code, _, string error) = Command.Run("train", data, "-o", folder.File("run"), option.Groups["name"].Value, "-1");
            Assert.Equal(2, code);
            Assert.Contains($"must be {option.Groups["range"].Value.Replace("--steps", "Steps", StringComparison.Ordinal)}", error);
        });
    }

    [Fact]
    public void A_finished_run_can_be_trained_longer()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run");
        Assert.Equal(0, Command.Run(["train", data, "-o", run, "--steps", "2", .. s_quick]).ExitCode);
        (int code, _, string error) = Command.Run("train", data, "-o", run, "--steps", "4");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal((4, 4), (Checkpoint.ReadState(Path.Combine(run, "checkpoint.p2p")).Step, Checkpoint.ReadState(Path.Combine(run, "checkpoint.p2p")).Options.Width));
    }

    [Fact]
    public void A_run_is_watched_with_the_options_of_the_command_and_its_report_is_written_again()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run ü");
        Assert.Contains($"Report: {Path.Combine(run, "report.html")}\n", Command.Run("train", data, "-o", run, "--steps", "2", "--width", "4", "--threads", "1", "--preview-paintings", "1").Output);
        Assert.Equal(["step-00000002-1.png", "step-00000002-1.wav"], Directory.GetFiles(Path.Combine(run, "previews")).Select(Path.GetFileName).Order());
        Assert.Single(Directory.GetFiles(run, "events.out.tfevents.*"));
        string page = Path.Combine(run, "report.html"), first = File.ReadAllText(page);
        Assert.Contains($"train {data} -o &quot;{run}&quot; --steps 2", first);
        File.Delete(page);
        (int code, string output, string error) = Command.Run("report", run);
        Assert.Equal((0, $"Report: {page}\n", ""), (code, output, error));
        Assert.Equal(first, File.ReadAllText(page));
    }

    [Fact]
    public void What_is_not_wanted_is_not_written()
        => Assert.Equal(["checkpoint.p2p", "log.csv", "run.lock", "settings.json"], Directory.GetFileSystemEntries(trained.Folder).Select(Path.GetFileName).Order());

    [Fact]
    public void A_dry_run_says_what_the_training_needs_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"));
        string[] before = Files(folder);
        (int code, string output, string error) = Command.Run(
            ["train", data, "-o", folder.File("run"), "--steps", "10000000", "--minutes", "60", "--dry-run", "--width", "4", "--threads", "1"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(before, Files(folder));
        Match found = Regex.Match(output.TrimEnd(), """
            \AGenerator: (?<generator>\S+) parameters; discriminator: (?<discriminator>\S+)
            A step: (?<step>\S+) s on the .*\(median of (?<steps>\d+)\); an evaluation: (?<evaluation>\S+) s
            The examples of a step are loaded in (?<input>\S+) ms, while the step before is computed
            Peak memory of the process: (?<memory>\S+) MB.*
            10,000,000 steps: about (?<hours>\S+) hours
            In 60 minutes: about (?<limited>\S+) steps
            Nothing was written\.\Z
            """, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(found.Success, output);
        Assert.InRange(Of("input"), 0, 1000 * Of("step"));
        double Of(string name) => double.Parse(found.Groups[name].Value, System.Globalization.NumberStyles.Number);
        // The files of the networks have 4 bytes for each parameter, and the names of the layers.
        Dictionary<string, byte[]> checkpoint = CheckpointTests.Entries(Path.Combine(trained.Folder, "checkpoint.p2p"));
        Assert.InRange(checkpoint["generator.dat"].Length / 4.0 / Of("generator"), 1, 1.05);
        Assert.InRange(checkpoint["discriminator.dat"].Length / 4.0 / Of("discriminator"), 1, 1.05);
        Assert.InRange(Of("steps"), 3, 20);
        Assert.InRange(Of("memory"), 50, 20_000);
        // More steps than the run would have, so that the hours, which have one decimal, are exact enough.
        Assert.Equal(1e7 / 3600 * (Of("step") + Of("evaluation") / 250), Of("hours"), 0.03 * Of("hours"));
        Assert.Equal(1e7 / Of("hours"), Of("limited"), 0.03 * Of("limited"));
    }

    [Theory]
    [InlineData(1, "no-such-folder", "train", "no-such-folder")]
    [InlineData(1, "no-such-folder' has no checkpoint that can be read", "report", "no-such-folder")]
    [InlineData(2, "is the prepared folder; give the run a folder of its own with -o", "train", "DATA", "-o", "DATA/")]
    [InlineData(2, "must be from 0 to 10,000", "train", "DATA", "--preview-minutes", "-1")]
    [InlineData(2, "must be from 1 to 16", "train", "DATA", "--preview-paintings", "0")]
    [InlineData(1, "no-such-folder", "export", "no-such-folder")]
    [InlineData(1, "no-such-folder", "prepare", "no-such-folder")]
    [InlineData(2, "DATA", "train")]
    [InlineData(2, "--fast", "train", "DATA", "--fast")]
    [InlineData(2, "There is no option '--step'; did you mean '--steps'?", "train", "DATA", "--step", "5")]
    [InlineData(2, "There is no option '--partner'; did you mean '--partners'?", "prepare", "--partner", "2")]
    [InlineData(2, "There is no command 'trian'; did you mean 'train'?", "trian", "DATA")]
    [InlineData(2, "'export' needs the argument <run>.", "export")]
    [InlineData(2, "The argument <data> is empty; give it a value.", "prepare", "")]
    [InlineData(2, "--name is empty; give it a value or leave it out.", "export", "run", "--name", "")]
    [InlineData(2, "--minutes must be a number from 0.001 to 1000000, such as 30 or 0.5, not '0'.", "train", "DATA", "--minutes", "0")]
    [InlineData(2, "--accelerator must be cpu or cuda, not 'tpu'.", "train", "DATA", "--accelerator", "tpu")]
    [InlineData(2, "--flip must be true or false, not 'no'.", "train", "DATA", "--flip", "no")]
    [InlineData(2, "--flip must be true or false, not 'no'.", "train", "DATA", "--flip=no")]
    [InlineData(2, "--summary needs a value: --summary true|false.", "train", "DATA", "--summary")]
    [InlineData(2, "banana", "train", "DATA", "--steps", "banana")]
    [InlineData(2, "-3", "train", "DATA", "--width", "-3")]
    [InlineData(2, "from 0 to 1", "train", "DATA", "--style-dropout", "7")]
    [InlineData(2, "64, 128, 256 or 512", "prepare", "DATA", "--size", "100")]
    [InlineData(2, "from 0 to 24", "train", "DATA", "--augment-semitones", "25")]
    [InlineData(1, "The data is on the mel scale, where a transposition is no shift; prepare it with --preset Semitone256, or train without --augment-semitones.", "train", "DATA", "--augment-semitones", "2")]
    [InlineData(2, "There is no preset 'Semitone25'; did you mean 'Semitone256'?", "prepare", "DEMO", "--preset", "Semitone25")]
    [InlineData(2, "The preset semitone256x512 has 256 bands and 512 frames, but networks need as many of both: choose one of Small64, Small128, Thesis256, Thesis512, Thesis512High, Semitone256.", "prepare", "DEMO", "--preset", "semitone256x512")]
    [InlineData(2, "--preset decides the size and the sample rate; leave out --size.", "prepare", "DEMO", "--preset", "Semitone256", "--size", "256")]
    [InlineData(1, "prepared folder", "prepare", "DATA")]
    [InlineData(1, "prepared.json", "train", "BROKEN")]
    [InlineData(1, "is a file", "prepare", "DEMO", "-o", "DATA/prepared.json")]
    public void What_goes_wrong_is_said_in_a_sentence_with_an_exit_code(int expected, string names, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"));
        folder.Write("broken/prepared.json", "{ \"Size\": ");
        arguments = [.. arguments.Select(a => a.Replace("DATA", data, StringComparison.Ordinal).Replace("BROKEN", folder.File("broken"), StringComparison.Ordinal)
            .Replace("DEMO", Path.Combine(TestData.RepositoryRoot, "data", "demo"), StringComparison.Ordinal))];
        (int code, _, string error) = Command.Run([.. arguments, .. arguments[0] == "train" && !arguments.Contains("-o") ? (string[])["-o", folder.File("run")] : []]);
        Assert.Equal(expected, code);
        if (names != "DATA")
            Assert.Contains(names, error);
        Assert.NotEqual("", error.Trim());
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public void A_stack_trace_is_shown_when_it_is_asked_for()
    {
        (int code, _, string error) = Command.Run("train", "no-such-folder", "--verbose", "-o", Path.Combine(Path.GetTempPath(), "pix2pitch-nowhere"));
        Assert.Equal(1, code);
        Assert.Contains("no-such-folder", error.Split('\n')[0]);
        Assert.DoesNotContain("   at ", error.Split('\n')[0]);
        Assert.Contains("   at ", error);
    }

    [Fact]
    public void A_run_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"));
        string blocked = Path.Combine(folder.Write("file", "in the way"), "run");
        (int code, _, string error) = Command.Run("train", data, "-o", blocked);
        Assert.Equal(1, code);
        Assert.Contains(blocked, error);
    }

    [Theory]
    [InlineData("prepare", "/proc/nowhere/out")] // read-only even for root
    [InlineData("prepare", "/proc/out")]
    [InlineData("prepare", "FILE/out")]
    [InlineData("train", "/proc/out")]
    [InlineData("train", "FILE/out")]
    [InlineData("export", "/proc/model.onnx")]
    [InlineData("export", "NOWHERE/model.onnx")]
    public void A_place_that_cannot_be_written_to_is_named_in_one_sentence(string command, string place)
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), file = folder.Write("file", "in the way");
        place = place.Replace("FILE", file, StringComparison.Ordinal).Replace("NOWHERE", folder.File("nowhere"), StringComparison.Ordinal);
        string input = command switch { "export" => trained.Folder, "train" => data, _ => Path.Combine(TestData.RepositoryRoot, "data", "demo") };
        string[] before = Files(folder);
        (int code, string output, string error) = Command.Run(command, input, "-o", place);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(place, Assert.Single(error.TrimEnd('\n').Split('\n')));
        Assert.Equal(before, Files(folder));
    }

    [Fact]
    public void Files_that_cannot_be_used_are_named_with_the_reason_and_the_rest_is_prepared()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("p"));
        string[] demo = Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings"), "*.png");
        File.Copy(demo[0], folder.File("p", "good.png"));
        folder.Write("p/cut.png", File.ReadAllBytes(demo[0])[..3000]);
        folder.Write("p/letter.jpg", "Dear painter, this is no picture.");
        folder.Write("p/empty.png", "");
        byte[] tone = [.. Enumerable.Range(0, 150_000).SelectMany(n => BitConverter.GetBytes(0.5f * MathF.Sin(n * 0.05f)))];
        folder.Write("m/good.wav", Wave(tone));
        folder.Write("m/lies.wav", Wave(tone, claimed: 400_000_000));
        folder.Write("m/nan.wav", Wave([.. tone[..8000], .. BitConverter.GetBytes(float.NaN), .. tone]));
        folder.Write("m/silent.wav", Wave(new byte[tone.Length]));
        folder.Write("m/empty.wav", "");
        folder.Write("paintings.csv", "file,artist,title,style\n" + string.Concat(((string[])["good.png", "cut.png", "letter.jpg", "empty.png", "gone.png"]).Select(f => $"p/{f},Someone,A,baroque\n")));
        folder.Write("music.csv", "file,composer,piece,style\n" + string.Concat(((string[])["good", "lies", "nan", "silent", "empty"]).Select(f => $"m/{f}.wav,Someone,A,baroque\n")));

        (int code, string output, string error) = Command.Run("prepare", folder.Path, "-o", folder.File("out"), "--size", "64", "--validation", "0");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1 paintings, 1 clips", output);
        foreach ((string name, string reason) in ((string, string)[])[
            ("p/cut.png", "cut short"), ("p/letter.jpg", "is not an image"), ("p/empty.png", "is empty"), ("p/gone.png", "no such file"),
            ("m/lies.wav", "header for 400000000 bytes"), ("m/nan.wav", "not numbers"), ("m/silent.wav", "is silent"), ("m/empty.wav", "is empty")])
        {
            string line = Assert.Single(output.Split('\n'), l => l.Contains(folder.File(name), StringComparison.Ordinal));
            Assert.Contains(reason, line);
        }
    }

    /// <summary>A run of one step that nothing changes.</summary>
    public sealed class TrainedRun : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public TrainedRun() => Assert.Equal(0, Command.Run(["train", Samples.WritePrepared(_folder.File("prepared")), "-o", Folder, "--steps", "1", .. s_quick]).ExitCode);

        public string Folder => _folder.File("run");

        public void Dispose() => _folder.Dispose();
    }

    private static string[] Files(TemporaryFolder folder) => [.. Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>A WAV file of 32 bit floats that says it has so many bytes.</summary>
    private static byte[] Wave(byte[] samples, int? claimed = null)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(22050);
        writer.Write(4 * 22050);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(claimed ?? samples.Length);
        writer.Write(samples);
        return stream.ToArray();
    }
}
