using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Tests.Scores;

[CollectionDefinition(nameof(RenderCommandTests), DisableParallelization = true)] // ProgramRun takes the console and the current folder
[Collection(nameof(RenderCommandTests))]
public sealed class RenderCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_missing_SoundFont_is_refused_before_anything_is_written()
    {
        ProgramRun run = Run("--soundfont", "nowhere.sf2");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'nowhere.sf2' was not found", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void A_file_that_is_no_SoundFont_is_refused()
        => Assert.Contains("is not a SoundFont", Run("--soundfont", _folder.Write("a.sf2", "text, not sound")).Error, StringComparison.Ordinal);

    [Fact]
    public void A_missing_FluidSynth_is_refused_with_how_to_install_it()
    {
        ProgramRun run = Run("--soundfont", SoundFont(), "--fluidsynth", "no-such-program-7");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'no-such-program-7'", run.Error, StringComparison.Ordinal);
        Assert.Contains("install", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_program_that_is_not_FluidSynth_is_refused()
    {
        ProgramRun run = Run("--soundfont", SoundFont(), "--fluidsynth", Script("exit 3", "exit /b 3"));
        Assert.Contains("does not report the version", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_FluidSynth_reports_ends_the_rendering()
    {
        string script = Script(
            "echo 'FluidSynth runtime version 9.9'; echo 'fluidsynth: error: Failed to load' >&2",
            "@echo FluidSynth runtime version 9.9& @echo fluidsynth: error: Failed to load>&2");
        FluidSynth renderer = FluidSynth.Open(script, SoundFont());
        Assert.Equal("FluidSynth runtime version 9.9", renderer.Program);
        var error = Assert.Throws<Pix2PitchException>(() => renderer.Render("a.mid", _folder.File("a.wav"), Room.All[0], CancellationToken.None));
        Assert.Contains("Failed to load", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--hours", "0")]
    [InlineData("--variants", "0")]
    [InlineData("--validation", "0.9")]
    public void An_option_out_of_range_is_wrong_usage(string option, string value)
    {
        ProgramRun run = Run(option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ProgramRun Run(params string[] options) => ProgramRun.Of(typeof(FluidSynth).Assembly, _folder.Path, ["render", "scores", "-o", "out", .. options]);

    private string SoundFont() => _folder.Write("test.sf2", [.. "RIFF"u8, 4, 0, 0, 0, .. "sfbk"u8]);

    private string Script(string shell, string batch)
    {
        if (OperatingSystem.IsWindows()) return _folder.Write("fluidsynth.cmd", batch);
        string path = _folder.Write("fluidsynth", $"#!/bin/sh\n{shell}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
