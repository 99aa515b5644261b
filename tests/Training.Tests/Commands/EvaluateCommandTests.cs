using System.Globalization;
using System.Text.Json.Nodes;
using Pix2Pitch.Mel;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Evaluation;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Tests.Preparation;

namespace Pix2Pitch.Training.Tests.Commands;

/// <summary><c>evaluate</c> and <c>train-classifier</c>, run inside the process of the tests.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class EvaluateCommandTests(EvaluateCommandTests.Evaluated evaluated) : IClassFixture<EvaluateCommandTests.Evaluated>
{
    private static readonly string[] s_files = [EvaluationReport.JsonFile, EvaluationReport.HtmlFile, EvaluationReport.MarkdownFile];

    [Fact]
    public void The_report_is_written_and_shown()
    {
        Assert.Equal((0, ""), (evaluated.Run.ExitCode, evaluated.Run.Error));
        Assert.Equal(s_files.Order(), Directory.EnumerateFileSystemEntries(evaluated.Report).Select(Path.GetFileName).Order());
        Assert.Contains($"Report: {Path.Combine(evaluated.Report, EvaluationReport.HtmlFile)}", evaluated.Run.Output);
        Assert.Contains(File.ReadAllText(Path.Combine(evaluated.Report, EvaluationReport.MarkdownFile)), evaluated.Run.Output);
    }

    [Fact]
    public void The_report_has_rows_of_every_kind_with_finite_figures()
    {
        JsonNode report = evaluated.Json();
        JsonNode[] rows = [.. report["rows"]!.AsArray().Select(row => row!)];
        Assert.Equal(
            Enum.GetNames<EvaluationRowKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(),
            rows.Select(row => (string)row["kind"]!).Distinct().Order());
        Assert.All(rows, row => Assert.InRange((int)row["clips"]!, 1, 60));
        Assert.Equal(2, rows.Count(row => (string)row["kind"]! == "baseline"));
        Assert.Equal(MusicalFigure.All.Count, report["figures"]!.AsArray().Count);
        Assert.All(rows, row => Assert.Equal(MusicalFigure.All.Count, row["figures"]!.AsObject().Count));
        Assert.Equal((20, "tiny"), ((int)report["paintings"]!, (string)report["models"]![0]!["name"]!));
    }

    [Fact]
    public void Each_picture_has_a_seed_of_its_own()
    {
        JsonNode same = evaluated.Json()["rows"]!.AsArray().Single(row => ((string)row!["name"]!).Contains("pictures of", StringComparison.Ordinal))!;
        Assert.Equal(3, (int)same["clips"]!);
        Assert.True((double)same["diversity"]!["value"]! > 0.01);
    }

    [Fact]
    public void The_tables_of_a_model_card_are_replaced()
        => Assert.Equal(
            $"# Card\n<!-- evaluation -->\n{File.ReadAllText(Path.Combine(evaluated.Report, EvaluationReport.MarkdownFile)).TrimEnd('\n')}\n<!-- end of evaluation -->\n",
            File.ReadAllText(evaluated.Folder.File("card.md")));

    // The same command in another order of threads.
    [Fact]
    public void The_same_evaluation_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        ProgramRun again = evaluated.Evaluate(folder.File("new", "report"));
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.All(s_files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(evaluated.Report, file)), File.ReadAllBytes(folder.File("new", "report", file))));
    }

    [Fact]
    public void Clips_of_another_rate_are_used_and_short_ones_are_left_out_with_the_reason()
    {
        string[] notes = [.. evaluated.Json()["notes"]!.AsArray().Select(note => (string)note!)];
        Assert.Contains("1.5 s; 2 s or more", Assert.Single(notes, note => note.Contains("short.wav", StringComparison.Ordinal)));
        Assert.DoesNotContain(notes, note => note.Contains("other rate.wav", StringComparison.Ordinal));
        // 20 recordings of 2.5 s, and one at another sample rate.
        Assert.Equal(21, (int)evaluated.Json()["realClips"]!);
    }

    [Fact]
    public void The_report_says_who_judged_the_pictures_and_that_it_may_know_them()
        => Assert.Single(evaluated.Json()["notes"]!.AsArray(), note => ((string)note!).Contains("If it was trained with some of these paintings", StringComparison.Ordinal));

    [Fact]
    public void Music_of_styles_that_were_judged_as_what_they_are_is_that_of_requested_styles_also_for_paintings_that_are_not_held_out()
    {
        using var folder = new TemporaryFolder();
        string data = evaluated.Folder.File("data");
        string[] rows = [.. File.ReadAllLines(Path.Combine(data, "paintings.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => $"{Path.Combine(data, cells[0])},{string.Join(',', StyleNames.All.Select(style => cells.Contains(style, StringComparer.OrdinalIgnoreCase) ? 1 : 0))}")];
        string table = folder.Write("judged.csv", string.Join('\n', [$"file,{string.Join(',', StyleNames.All)}", .. rows]));
        ProgramRun run = Command.Run(
            "evaluate", evaluated.Model, "--data", data, "--training-music", evaluated.Folder.File("training", "music.csv"), "--judged-styles", table, "-o", folder.File("report"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonNode report = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.File("report"), EvaluationReport.JsonFile)))!;

        Assert.Equal(Row("style requested"), Row("style judged from the picture"));
        Assert.Single(report["notes"]!.AsArray(), note => ((string)note!).Contains("not trained with paintings of the same artist", StringComparison.Ordinal));

        string Row(string name)
        {
            JsonNode row = report["rows"]!.AsArray().Single(row => (string)row!["name"]! == $"tiny, {name}")!.DeepClone();
            row["name"] = "";
            return row.ToJsonString();
        }
    }

    [Fact]
    public void A_picture_that_cannot_be_read_is_left_out_with_the_reason()
        => Assert.Single(evaluated.Json()["notes"]!.AsArray(), note => ((string)note!).Contains("broken.png", StringComparison.Ordinal));

    [Theory]
    [InlineData(1, "future.onnx", "MODEL", "future.onnx")]
    [InlineData(1, "paintings.csv", "MODEL", "data/paintings.csv")]
    [InlineData(1, "none.onnx", "MODEL", "none.onnx")]
    [InlineData(1, "20 or more", "--music", "few-music.csv")]
    [InlineData(1, "There are only 12 clips", "--music", "few-music.csv")]
    [InlineData(1, "There are only 12 clips in", "--training-music", "few-music.csv")]
    [InlineData(1, "8 paintings of known style; 20 or more", "--paintings", "few-paintings.csv")]
    [InlineData(1, "0 paintings of known style; 20 or more", "--paintings", "no-labels.csv")]
    [InlineData(1, "train it again", "--classifier", "future.json")]
    [InlineData(1, "none.json", "--classifier", "none.json")]
    [InlineData(1, "none.json' does not exist", "--style-classifier", "none.json")]
    [InlineData(1, "is not a style classifier", "--style-classifier", "future.json")]
    [InlineData(1, "none.csv' does not exist", "--judged-styles", "none.csv")]
    [InlineData(1, "is not a table of judged styles", "--judged-styles", "data/paintings.csv")]
    [InlineData(1, "0 paintings in", "--judged-styles", "other-judged.csv")]
    [InlineData(1, "none", "--prepared", "none")]
    [InlineData(1, "'none'; check --other-pictures", "--other-pictures", "none")]
    [InlineData(1, "has no picture", "--other-pictures", "data/m")]
    [InlineData(1, "is a file", "--output", "data/music.csv")]
    [InlineData(1, "is a file", "--output", "data/music.csv/report")]
    [InlineData(1, "/proc", "--output", "/proc/report")]
    [InlineData(1, "one style", "--training-music", "one-style.csv")]
    [InlineData(1, "2 different pieces; 4 or more", "--training-music", "two-pieces.csv")]
    [InlineData(2, "20 to 2,000", "--max-paintings", "3")]
    [InlineData(2, "20 to 2,000", "--max-clips", "19")]
    [InlineData(2, "0.01 to 0.5", "--held-out", "0.9")]
    [InlineData(2, "2 to 20", "--seeds", "1")]
    public void Bad_input_is_said_in_one_sentence_and_no_folder_is_written(int expected, string names, string option, string value)
    {
        string path = evaluated.BadInput(value), report = option == "--output" ? path : evaluated.Folder.File("none", "report");
        string[] before = Files();
        List<string> arguments = ["evaluate", option == "MODEL" ? path : evaluated.Model];
        void Add(string name, string standard) => arguments.AddRange([name, option == name ? path : standard]);
        Add("--paintings", evaluated.Folder.File("data", "paintings.csv"));
        Add("--music", evaluated.Folder.File("data", "music.csv"));
        if (option != "--prepared") Add("--training-music", evaluated.Folder.File("training", "music.csv"));
        Add("--output", report);
        if (option is not ("MODEL" or "--paintings" or "--music" or "--training-music" or "--output")) arguments.AddRange([option, path]);
        if (value == "few-music.csv") arguments.AddRange(["--clips", "1"]);
        ProgramRun run = Command.Run([.. arguments]);
        Assert.Equal((expected, ""), (run.ExitCode, run.Output));
        Assert.Contains(names.Replace("'none'", $"'{path}'", StringComparison.Ordinal), Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Equal(before, Files());

        string[] Files() => [.. Directory.EnumerateFileSystemEntries(evaluated.Folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void A_side_that_is_not_given_is_named()
    {
        ProgramRun run = Command.Run("evaluate", evaluated.Model, "--paintings", evaluated.Folder.File("data", "paintings.csv"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--data", run.Error);
    }

    [Fact]
    public void A_part_of_one_data_folder_is_held_out_by_artist_and_piece()
    {
        using var folder = new TemporaryFolder();
        string data = folder.File("data");
        WriteLibrary(data, paintings: 48, music: 32);
        var options = new EvaluationOptions { Library = new() { Data = data }, HeldOutShare = 0.5, ClipsPerRecording = 4 };
        // 16 of 32 clips are too few; that is known before the clips are analysed, because each recording has at most 4.
        string message = Assert.Throws<Pix2PitchException>(() => EvaluationData.Read(options, judged: null, new Terminal.Progress(), default)).Message;
        Assert.Contains("only 16 held-out clips", message);

        WriteLibrary(data, paintings: 48, music: 40);
        EvaluationData read = EvaluationData.Read(options, judged: null, new Terminal.Progress(), default);
        Assert.Equal((24, 20, 20), (read.Paintings.Count, read.Real.Count, read.Training.Count));
        Assert.Empty(read.Real.Select(clip => clip.Piece).Intersect(read.Training.Select(clip => clip.Piece)));
    }

    [Fact]
    public void What_a_prepared_folder_holds_out_is_used_for_evaluation()
    {
        using var folder = new TemporaryFolder();
        string data = folder.File("data"), prepared = folder.File("prepared");
        SmallLibrary.Write(data, paintings: 24, music: 24);
        // Prepare counts this recording as several clips, and leaves out this painting, which is a copy.
        SmallLibrary.WriteRecording(Path.Combine(data, "m", "3.wav"), 3, seconds: 25);
        File.Copy(Path.Combine(data, "p", "2.png"), Path.Combine(data, "p", "4.png"), overwrite: true);
        new Preparer(new PrepareOptions { Size = 64, ValidationShare = 0.3, TestShare = 0.1 }).Prepare(data, prepared);
        Library library = Library.Read(new LibraryOptions { Data = data });
        var splits = new PreparedSplits(prepared);
        var notes = new List<string>();

        // The tables for people: the path is the second column and the split the last one.
        string[] Of(string table, bool isHeldOut) => [.. File.ReadLines(Path.Combine(prepared, table)).Skip(1).Where(line => line.EndsWith(",train", StringComparison.Ordinal) != isHeldOut).Select(line => line.Split(',')[1]).Distinct().Order()];
        Assert.Equal(Of("paintings.csv", true), splits.Paintings(library.Paintings, true, notes).Select(work => work.Work.Path).Order());
        Assert.Equal(Of("music.csv", true), splits.Music(library.Music, true, notes).Select(work => work.Work.Path).Order());
        Assert.Equal(Of("music.csv", false), splits.Music(library.Music, false, notes).Select(work => work.Work.Path).Order());
        Assert.Contains("1 of the paintings is not in the prepared folder", Assert.Single(notes));
    }

    [Fact]
    public void A_classifier_is_trained_and_can_be_used()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("classifier.json");
        ProgramRun run = Command.Run("train-classifier", evaluated.Folder.File("training", "music.csv"), "-o", file, "--trained-on", "tones");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"{file}: 20 clips of 10 pieces", run.Output);
        Assert.Equal("tones", MusicStyleClassifier.Read(file).TrainedOn);
    }

    [Theory]
    [InlineData(1, "20 or more", "few-music.csv", "-o", "OUT/classifier.json", "--clips", "2")]
    [InlineData(1, "none", "none", "-o", "OUT/classifier.json")]
    [InlineData(1, "one style", "one-style.csv", "-o", "OUT/classifier.json")]
    [InlineData(1, "nowhere", "training/music.csv", "-o", "OUT/nowhere/classifier.json")]
    [InlineData(2, "1 to 100", "training/music.csv", "-o", "OUT/classifier.json", "--clips", "0")]
    public void Bad_input_of_train_classifier_is_said_in_one_sentence_and_no_file_is_written(int expected, string names, string music, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = Command.Run(["train-classifier", evaluated.BadInput(music), .. arguments.Select(argument => argument.Replace("OUT", folder.Path, StringComparison.Ordinal))]);
        Assert.Equal((expected, ""), (run.ExitCode, run.Output));
        Assert.Contains(names, Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_interrupted_evaluation_leaves_no_report()
    {
        using var folder = new TemporaryFolder();
        // Clips of 10 s: enough work to be interrupted.
        string model = TinyModel.Write(folder), report = folder.File("report");
        using var process = TrainingProcess.Start(
            "evaluate", model, "--data", evaluated.Folder.File("data"), "--training-music", evaluated.Folder.File("training", "music.csv"), "--seeds", "20", "-o", report);
        Assert.False(process.EndsWithin(TimeSpan.FromSeconds(3)));
        process.Interrupt();
        Assert.Equal((1, "", "Stopped. No report was written.\n"), process.Wait());
        Assert.False(Path.Exists(report));
    }

    [Fact]
    public void An_interrupted_training_of_the_classifier_leaves_the_earlier_file_as_it_was()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("classifier.json", "earlier"), list = "file,composer,piece,style\n";
        SmallLibrary.WriteRecording(folder.File("0.wav"), 0, seconds: 120);
        for (int i = 0; i < 16; i++)
        {
            if (i > 0) File.Copy(folder.File("0.wav"), folder.File($"{i}.wav"));
            list += $"{i}.wav,Composer,Piece {i},{(i % 2 == 0 ? "baroque" : "romanticism")}\n";
        }
        using var process = TrainingProcess.Start("train-classifier", folder.Write("music.csv", list), "-o", file, "--clips", "12");
        Assert.False(process.EndsWithin(TimeSpan.FromSeconds(1)));
        process.Interrupt();
        Assert.Equal((1, "", "Stopped. No classifier was written.\n"), process.Wait());
        Assert.Equal("earlier", File.ReadAllText(file));
        Assert.Equal([file], Directory.EnumerateFiles(folder.Path, "*.json*"));
    }

    // Recordings of 2.5 s are analysed faster than those of 6 s.
    private static void WriteLibrary(string folder, int paintings, int music)
    {
        SmallLibrary.Write(folder, paintings, music);
        for (int i = 0; i < music; i++) SmallLibrary.WriteRecording(Path.Combine(folder, "m", $"{i}.wav"), i, seconds: 2.5);
    }

    /// <summary>A library of 20 paintings and 21 clips that can be used, 20 training clips, and the evaluation of a small model.</summary>
    public sealed class Evaluated : IDisposable
    {
        public Evaluated()
        {
            // Clips of 2 s, which are fast to make and to analyse.
            MelOptions mel = TinyModel.Mel with { SampleRate = 8000, FftSize = 512, HopLength = 254 };
            Model = TinyGenerator.Write(Folder.File("tiny.onnx"), TinyModel.Size, (TinyModel.Metadata with { Mel = mel }).ToProperties());
            WriteLibrary(Folder.File("data"), paintings: 20, music: 20);
            WriteLibrary(Folder.File("training"), paintings: 1, music: 20);
            WaveWriter.Write(Folder.File("data", "m", "short.wav"), new float[33_075], 22050);
            WaveWriter.Write(Folder.File("data", "m", "other rate.wav"), [.. Enumerable.Range(0, 8000 * 4).Select(n => 0.5f * MathF.Sin(0.3f * n))], 8000);
            File.AppendAllText(Folder.File("data", "music.csv"), "m/short.wav,Composer,Short,baroque\nm/other rate.wav,Composer,Other,baroque\n");
            Directory.CreateDirectory(Folder.File("pictures"));
            for (int i = 0; i < 3; i++) SmallLibrary.WritePicture(Folder.File("pictures", $"{i}.png"), 100); // three times the same
            Folder.Write("pictures/broken.png", "no picture");
            Folder.Write("card.md", "# Card\n<!-- evaluation -->\nold\n<!-- end of evaluation -->\n");
            Run = Evaluate(Report);
        }

        internal TemporaryFolder Folder { get; } = new();

        internal ProgramRun Run { get; }

        public string Model { get; }

        public string Report => Folder.File("report");

        public JsonNode Json() => JsonNode.Parse(File.ReadAllText(Path.Combine(Report, EvaluationReport.JsonFile)))!;

        internal ProgramRun Evaluate(string report) => Command.Run(
            "evaluate", Model, "--data", Folder.File("data"), "--training-music", Folder.File("training", "music.csv"), "--seeds", "2", "--other-pictures", Folder.File("pictures"), "--update", Folder.File("card.md"), "-o", report);

        /// <summary>A file or folder by name, written if it is one of the bad ones.</summary>
        public string BadInput(string name)
        {
            string path = Folder.File(name);
            if (Path.Exists(path)) return path;
            string List(string header, IEnumerable<string> lines) => Folder.Write(name, string.Join('\n', [header, .. lines]));
            string music = Folder.File("data", "m"), paintings = Folder.File("data", "p");
            switch (name)
            {
                case "future.onnx":
                    Dictionary<string, string> properties = new(TinyModel.Metadata.ToProperties());
                    string key = properties.Keys.Single(each => each.Contains("format", StringComparison.OrdinalIgnoreCase));
                    properties[key] = "99";
                    return TinyGenerator.Write(path, TinyModel.Size, properties);
                case "future.json":
                    return Folder.Write(name, File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "data", "models", "music-style.json")).Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal));
                case "few-music.csv":
                    return List("file,composer,piece,style", Enumerable.Range(0, 12).Select(i => $"{music}/{i}.wav,Composer,Piece {i},{(i % 2 == 0 ? "baroque" : "romanticism")}"));
                case "one-style.csv":
                    return List("file,composer,piece,style", Enumerable.Range(0, 20).Select(i => $"{music}/{i}.wav,Composer,Piece {i},baroque"));
                case "two-pieces.csv":
                    return List("file,composer,piece,style", Enumerable.Range(0, 20).Select(i => $"{music}/{i}.wav,Composer,Piece {i % 2},{(i % 2 == 0 ? "baroque" : "romanticism")}"));
                case "other-judged.csv":
                    return List("file,baroque,classicism,romanticism,impressionism,expressionism", ["elsewhere.png,1,0,0,0,0"]);
                case "few-paintings.csv":
                    return List("file,artist,title,style", Enumerable.Range(0, 8).Select(i => $"{paintings}/{i}.png,Artist,Painting {i},baroque"));
                case "no-labels.csv":
                    return List("file,artist,title", Enumerable.Range(0, 20).Select(i => $"{paintings}/{i}.png,,Painting {i}"));
                default:
                    return double.TryParse(name, CultureInfo.InvariantCulture, out _) ? name : path;
            }
        }

        public void Dispose() => Folder.Dispose();
    }
}
