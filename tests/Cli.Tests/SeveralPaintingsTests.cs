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
    public void A_file_that_is_named_is_the_one_that_is_written()
    {
        WaveWriter.Write(_folder.File("x.wav"), new float[100], 8000);
        Assert.Equal([_folder.File("x.wav")], OutputNames.For(["x.jpg"], _folder.File("x.wav"), null, null).Waves);
    }
}
