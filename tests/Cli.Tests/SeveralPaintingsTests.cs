using System.Text.Json;
using Pix2Pitch.Cli.Commands;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Cli.Tests;

/// <summary>A broken painting costs only itself, and no painting's music is lost to another's.</summary>
public sealed class SeveralPaintingsTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ProgramRun Generate(params string[] arguments) => Command.Run(_folder.Path, ["generate", "--model", fixture.Model, "--iterations", "0", "--style", "none", .. arguments]);

    private string[] Files => [.. Directory.GetFiles(_folder.Path).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Fact]
    public void The_others_are_made_and_the_end_says_how_many_were_not()
    {
        _folder.Write("broken.jpg", "no picture");
        ProgramRun run = Generate("gone.png", "broken.jpg", fixture.Other, "broken.jpg");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["broken.jpg", "other.wav"], Files);
        string[] lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Contains("'gone.png' does not exist", lines[0], StringComparison.Ordinal);
        Assert.Contains("'broken.jpg'", lines[1], StringComparison.Ordinal);
        Assert.Equal("3 of 4 paintings could not be turned into music; the reasons are above.", lines[3]);
    }

    [Fact]
    public void Where_none_can_be_read_no_model_is_loaded()
    {
        ProgramRun run = Command.Run(_folder.Path, "generate", "--model", "gone.onnx", "gone1.png", "gone2.png");
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("gone.onnx", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("2 of 2 paintings could not be turned into music; the reasons are above.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_painting_of_the_same_name_keeps_its_music_and_the_same_one_replaces_it()
    {
        TestPaintings.Write(_folder, "x.jpg", 1);
        TestPaintings.Write(_folder, "x.png", 2);
        Assert.Equal(0, Generate("x.jpg").ExitCode);
        byte[] first = File.ReadAllBytes(_folder.File("x.wav"));

        ProgramRun other = Generate("x.png");
        Assert.Equal(0, other.ExitCode);
        Assert.Equal("'x.wav' was not made from 'x.png' and is kept; 'x-2.wav' is written instead.\n", other.Error);
        Assert.Equal(first, File.ReadAllBytes(_folder.File("x.wav")));
        Assert.Equal("x.png", WaveProperties.Read(_folder.File("x-2.wav"))["pix2pitch.painting"]);

        ProgramRun again = Generate("x.png", "--seed", "3");
        Assert.Contains("x-2.wav: ", again.Output, StringComparison.Ordinal);
        Assert.Contains("replaces an older file", again.Output, StringComparison.Ordinal);
        Assert.Equal(["x-2.wav", "x.jpg", "x.png", "x.wav"], Files);
        Assert.Contains("replaces an older file", Generate("x.jpg", "--seed", "3").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Paintings_of_one_name_in_two_folders_are_told_apart_by_their_content()
    {
        TestPaintings.Write(_folder, "a/sky.png", 1);
        TestPaintings.Write(_folder, "b/sky.png", 2);
        Generate("a/sky.png");
        Generate("b/sky.png");
        Assert.Equal(["sky-2.wav", "sky.wav"], Files);
    }

    [Fact]
    public void A_full_disk_behind_standard_output_leaves_the_music_whole()
    {
        CommandRun run = CommandRun.Start(
            _folder.Path, null, "sh", "-c", $"dotnet '{CommandRun.Program}' generate '{fixture.Other}' --model '{fixture.Model}' --iterations 0 --style none > /dev/full");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Standard output cannot be written to (No space left on device); files already written are complete.", run.Error, StringComparison.Ordinal);
        Assert.Equal(["other.wav"], Files);
    }

    [Fact]
    public void A_recording_of_somebody_else_is_kept()
    {
        WaveWriter.Write(_folder.File("x.wav"), new float[100], 8000);
        var names = OutputNames.For(["x.jpg"], _folder.Path, null, null);
        Assert.Equal([_folder.File("x-2.wav")], names.Waves);
        Assert.Contains("x.wav' was not made from 'x.jpg' and is kept", Assert.Single(names.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spectrogram_s_name_goes_with_that_of_its_music()
    {
        WaveWriter.Write(_folder.File("x.wav"), new float[100], 8000);
        Directory.CreateDirectory(_folder.File("mel"));
        var names = OutputNames.For(["x.jpg"], _folder.Path, _folder.File("mel"), null);
        Assert.Equal([_folder.File("mel", "x-2.png")], names.Spectrograms!);
    }

    [Fact]
    public void A_file_that_is_named_and_is_of_something_else_is_replaced_only_on_request()
    {
        WaveWriter.Write(_folder.File("x.wav"), new float[100], 8000);
        var error = Assert.Throws<Pix2PitchException>(() => OutputNames.For(["x.jpg"], _folder.File("x.wav"), null, null));
        Assert.Contains("x.wav' was not made from 'x.jpg' and is kept", error.Message, StringComparison.Ordinal);
        Assert.Equal([_folder.File("x.wav")], OutputNames.For(["x.jpg"], _folder.File("x.wav"), null, null, replaces: true).Waves);
        Assert.Equal([_folder.File("x.wav")], OutputNames.For(["x.jpg"], _folder.Path, null, null, replaces: true).Waves);
    }

    [Fact]
    public void The_answer_to_another_painting_is_replaced_only_on_request()
    {
        TestPaintings.Write(_folder, "a.png", 1);
        TestPaintings.Write(_folder, "b.png", 2);
        Generate("a.png", "-o", "x.wav");
        byte[] first = File.ReadAllBytes(_folder.File("x.wav"));

        ProgramRun refused = Generate("b.png", "-o", "x.wav");
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("'x.wav' was not made from 'b.png' and is kept: name another file, or replace it with --overwrite.\n", refused.Error);
        Assert.Equal(first, File.ReadAllBytes(_folder.File("x.wav")));

        Assert.Equal(0, Generate("b.png", "-o", "x.wav", "--overwrite").ExitCode);
        Assert.Equal("b.png", WaveProperties.Read(_folder.File("x.wav"))["pix2pitch.painting"]);
    }

    [Fact]
    public void What_was_made_with_the_same_model_and_settings_is_not_made_again()
    {
        Directory.CreateDirectory(_folder.File("out"));
        string painting = TestPaintings.Write(_folder, "a.png", 1), wave = _folder.File("out", "a.wav");
        var old = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Make();
        Assert.Equal(16, WaveProperties.Read(wave)["pix2pitch.model-hash"].Length);

        Assert.False(IsMade());
        Assert.True(IsMade("--seed", "2"));
        Assert.True(IsMade("--seed", "2", "--creativity", "0.5"));
        Assert.True(IsMade("--seed", "2", "--creativity", "0.5", "--seconds", "12"));
        Assert.False(IsMade("--seed", "2", "--creativity", "0.5", "--seconds", "12"));
        Assert.True(IsMade("--seed", "2", "--creativity", "0.5", "--seconds", "12", "--midi", "out")); // a file is missing
        Assert.True(IsMade("--overwrite"));
        TestPaintings.Write(_folder, "a.png", 3); // the file has another content, so its old music is that of another painting
        Make();
        Assert.True(File.Exists(_folder.File("out", "a-2.wav")));

        ProgramRun Make(params string[] options)
        {
            ProgramRun run = Generate([painting, "-o", "out", .. options]);
            Assert.True(run.ExitCode == 0, run.Error);
            return run;
        }

        bool IsMade(params string[] options)
        {
            File.SetLastWriteTimeUtc(wave, old);
            bool says = !Make(options).Output.Contains("was made before from this painting", StringComparison.Ordinal);
            Assert.Equal(says, File.GetLastWriteTimeUtc(wave) != old);
            return says;
        }
    }

    [Fact]
    public void Another_model_makes_the_music_again()
    {
        string painting = TestPaintings.Write(_folder, "a.png", 1);
        Generate(painting);
        string model = _folder.File("other.onnx");
        TinyGenerator.Write(model, TinyModel.Size, (TinyModel.Metadata with { RunId = "run-2" }).ToProperties());
        ProgramRun run = Command.Run(_folder.Path, "generate", "--model", model, "--iterations", "0", "--style", "none", painting);
        Assert.Contains("replaces an older file", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_patterns_lists_and_standard_input_name_paintings()
    {
        TestPaintings.Write(_folder, "in/a.png", 1);
        TestPaintings.Write(_folder, "in/deep/b.jpg", 2);
        _folder.Write("in/notes.txt", "nothing");
        _folder.Write("list.txt", "in/a.png\r\n\nin/deep\ngone.png\n");
        string[] a = ["in/a.png"], both = ["in/a.png", "in/deep/b.jpg"];
        Assert.Equal(both, Find("in"));
        Assert.Equal(both, Find("in/**/*"));
        Assert.Equal(a, Find("in/*.png"));
        Assert.Equal(a, Find(_folder.File("in") + "/*.png").Select(path => Path.GetRelativePath(_folder.Path, path)));
        Assert.Equal(both, Find("in/a.png", "in", "in/*.png"));
        Assert.Equal(["in/a.png", "in/a.png"], Find("in/a.png", "in/a.png")); // named twice is wished twice
        Assert.Equal([.. both, "'gone.png' does not exist"], Find("@list.txt"));
        Assert.Equal(both, FindIn("in/a.png\0in/deep/b.jpg\0"u8.ToArray()));
        Assert.Equal(["stdin"], FindIn(File.ReadAllBytes(_folder.File("in", "a.png"))).Select(Path.GetFileName));
        Assert.Equal(["Standard input is empty"], FindIn([]));
        Assert.Equal(["names no picture"], Find("in/*.tiff"));
        Assert.Equal(["'gone.txt' does not exist"], Find("@gone.txt"));
        Assert.Equal(["neither a painting nor a list"], FindIn([0xC0, 0xFF, 0xEE]));

        string[] Find(params string[] names) => FindAll(names, []);

        string[] FindIn(byte[] input) => FindAll(["-"], input);

        string[] FindAll(string[] names, byte[] input)
        {
            string current = Environment.CurrentDirectory;
            try
            {
                Environment.CurrentDirectory = _folder.Path;
                using PaintingArguments found = PaintingArguments.Find(names, () => new MemoryStream(input));
                return [.. found.Paintings, .. found.Wrong.Select(wrong => s_reasons.Single(reason => wrong.Sentence.Contains(reason, StringComparison.Ordinal)))];
            }
            finally
            {
                Environment.CurrentDirectory = current;
            }
        }
    }

    private static readonly string[] s_reasons =
        ["'gone.png' does not exist", "'gone.txt' does not exist", "Standard input is empty", "names no picture", "neither a painting nor a list"];

    [Fact]
    public void A_painting_from_standard_input_is_named_so()
    {
        CommandRun run = CommandRun.Start(_folder.Path, null, "sh", "-c",
            $"dotnet '{CommandRun.Program}' generate - --model '{fixture.Model}' --iterations 0 --style none < '{fixture.Other}'; echo no picture at all | dotnet '{CommandRun.Program}' generate -");
        Assert.Equal(["stdin.wav"], Files);
        Assert.Equal("The painting 'no picture at all' does not exist: check its name.\n", run.Error);
    }

    [Fact]
    public void Scripts_get_a_JSON_object_for_each_painting()
    {
        _folder.Write("broken.jpg", "no picture");
        TestPaintings.Write(_folder, "a.png", 1);
        Generate("a.png");
        ProgramRun run = Generate("gone.png", "a.png", "broken.jpg", fixture.Other, "--json");
        Assert.Equal(1, run.ExitCode);
        JsonElement[] lines = [.. run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["failed", "skipped", "failed", "made"], lines.Select(line => line.GetProperty("status").GetString()!));
        Assert.Equal(["gone.png", "a.png", "broken.jpg", fixture.Other], lines.Select(line => line.GetProperty("painting").GetString()!));
        Assert.Contains("does not exist", lines[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("a.wav", lines[1].GetProperty("wave").GetString());
        Assert.Equal(10, lines[3].GetProperty("seconds").GetDouble(), 1);
        Assert.Equal(WaveProperties.Read(_folder.File("other.wav"))["pix2pitch.painting-hash"], lines[3].GetProperty("paintingHash").GetString());
    }

    [Fact]
    public void Many_paintings_at_once_have_the_music_of_each_alone()
    {
        string[] paintings = [.. Enumerable.Range(1, 5).Select(n => TestPaintings.Write(_folder, $"{n}.png", n))];
        Directory.CreateDirectory(_folder.File("alone"));
        Assert.Equal(0, Command.Run(_folder.Path, ["generate", "--model", fixture.Model, "--style", "none", .. paintings]).ExitCode);
        Assert.Equal(0, Command.Run(_folder.Path, ["generate", "--model", fixture.Model, "--style", "none", "-o", "alone", paintings[3]]).ExitCode);
        Assert.Equal(File.ReadAllBytes(_folder.File("alone", "4.wav")), File.ReadAllBytes(_folder.File("4.wav")));
    }

    [Fact]
    public void A_long_list_of_paintings_ends_with_the_reasons()
    {
        _folder.Write("list.txt", string.Join('\n', Enumerable.Range(0, 30).Select(n => $"gone{n}.png")));
        ProgramRun run = Generate("@list.txt");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("30 of 30 paintings could not be turned into music:", run.Error.Split('\n')[30]);
        Assert.Contains("'gone29.png' does not exist", run.Error.TrimEnd('\n').Split('\n')[60], StringComparison.Ordinal);
    }
}
