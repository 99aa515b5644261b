using System.Text.Json;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Cli.Tests;

public sealed class RecordingsEngineTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private static readonly string s_music = Path.Combine(TestData.RepositoryRoot, "data", "demo", "music");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_folder_is_what_follows_the_engine_wherever_it_stands(bool first)
    {
        string[] engine = ["--engine", "recordings", s_music], painting = [fixture.Painting];
        ProgramRun run = Command.Run(_folder.Path, ["generate", .. first ? engine : painting, .. first ? painting : engine, "-o", "a.wav"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^a\.wav: 10\.0 s of '.*\.wav' from [0-9.]+ s\n  because the painting is ", run.Output);
        Assert.Equal(10, AudioReader.Read(_folder.File("a.wav"), 44100).Samples.Length / 44100.0, 2);
    }

    [Fact]
    public void The_folder_may_be_that_of_the_output_too()
    {
        string folder = _folder.File("music");
        Directory.CreateDirectory(folder);
        File.Copy(Directory.GetFiles(s_music)[0], Path.Combine(folder, "only.wav"));
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Other, "-o", "music/", "--engine", "recordings", "music/");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("only.wav", run.Output);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void The_file_and_the_line_for_scripts_name_the_recording_and_the_reasons()
    {
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Painting, "--engine", "recordings", s_music + ".csv", "-o", "a.wav", "--json", "--style", "baroque");
        JsonElement line = JsonDocument.Parse(run.Output).RootElement;
        string recording = line.GetProperty("recording").GetString()!;
        Assert.StartsWith("baroque-", Path.GetFileName(recording));
        Assert.Equal("both are of the style baroque", line.GetProperty("reasons")[0].GetString());
        Assert.Contains(Path.GetFileName(recording), Command.Run(_folder.Path, "describe", "a.wav").Output);
    }

    [Theory]
    [InlineData("needs the folder or list of the recordings", "PAINTING", "--engine", "recordings")]
    [InlineData("'generate' needs the argument <painting>.", "--engine", "recordings", "music")]
    [InlineData("--midi does not go with --engine recordings.", "PAINTING", "--engine", "recordings", "music", "--midi", "a.mid")]
    [InlineData("--seed does not go with --engine recordings.", "PAINTING", "--engine", "recordings", "music", "--seed", "1")]
    public void Wrong_usage_is_refused(string expected, params string[] arguments)
    {
        ProgramRun run = Command.Run(_folder.Path, ["generate", .. arguments.Select(argument => argument == "PAINTING" ? fixture.Painting : argument)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public void A_folder_without_recordings_ends_with_a_sentence()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Painting, "--engine", "recordings", "empty");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("empty", run.Error);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
