using System.Text.Json;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Cli.Tests;

public sealed class ColoursEngineTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Colours_become_sound_without_a_model_and_the_same_sound_each_time()
    {
        ProgramRun run = Generate("a.wav");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("notes from colours", run.Output);
        AudioClip sound = AudioReader.Read(_folder.File("a.wav"), 44100);
        Assert.Equal(10, sound.Samples.Length / 44100.0, 3);
        Assert.Contains(sound.Samples, sample => Math.Abs(sample) > 0.05);
        Generate("b.wav");
        Assert.Equal(File.ReadAllBytes(_folder.File("a.wav")), File.ReadAllBytes(_folder.File("b.wav")));
    }

    [Fact]
    public void Sound_that_is_there_is_skipped_until_a_setting_changes()
    {
        Generate("a.wav");
        Assert.Contains("was made before", Generate("a.wav").Output);
        Assert.DoesNotContain("was made before", Generate("a.wav", "--seconds", "3").Output);
        Assert.DoesNotContain("was made before", Generate("a.wav", "--seconds", "3", "--stereo").Output);
        Assert.Equal(2, File.ReadAllBytes(_folder.File("a.wav"))[22]); // channels
        Assert.Contains("was made before", Generate("a.wav", "--seconds", "3", "--stereo").Output);
    }

    [Fact]
    public void Files_and_the_line_for_scripts_say_that_colours_made_it()
    {
        ProgramRun run = Generate("a.wav", "--json", "--midi", "a.mid");
        using JsonDocument line = JsonDocument.Parse(run.Output);
        Assert.Equal(("made", "colours"), (line.RootElement.GetProperty("status").GetString(), line.RootElement.GetProperty("engine").GetString()));
        foreach (string file in (string[])["a.wav", "a.mid"])
        {
            string described = Command.Run(_folder.Path, "describe", file).Output;
            Assert.Contains("colours", described);
            Assert.Contains(Path.GetFileName(fixture.Painting), described);
        }
    }

    [Theory]
    [InlineData("--seed does not go with --engine colours.", "--engine", "colours", "--seed", "3")]
    [InlineData("--spectrogram does not go with --engine colours.", "--engine", "colours", "--spectrogram", "x.png")]
    [InlineData("--stereo needs --path or --engine colours", "--stereo")]
    [InlineData("did you mean 'colours'?", "--engine", "colors")]
    public void Options_that_do_not_go_together_are_refused(string expected, params string[] options)
    {
        ProgramRun run = Command.Run(_folder.Path, ["generate", fixture.Painting, .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private ProgramRun Generate(string output, params string[] more) => Command.Run(_folder.Path, ["generate", fixture.Painting, "--engine", "colours", "-o", output, .. more]);
}
