using System.ComponentModel;
using System.Diagnostics;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Tools.Scores.Rendering;

/// <summary>Renders with the program <c>fluidsynth</c>, one process for each clip.</summary>
internal sealed class FluidSynth : IScoreRenderer
{
    /// <summary>The program's name on the PATH.</summary>
    public const string DefaultProgram = "fluidsynth";

    /// <summary>Where Debian's package fluid-soundfont-gm puts FluidR3_GM.</summary>
    public const string DefaultSoundFont = "/usr/share/sounds/sf2/FluidR3_GM.sf2";

    // At 44.1 kHz, so that overtones over 11 kHz are filtered out when the clip is resampled. Floating point, so that nothing is clipped.
    private const int SampleRate = 44100;
    private const double Gain = 0.5;

    private readonly string _program, _soundFont;

    private FluidSynth(string program, string soundFont, string version, string checksum)
        => (_program, _soundFont, Program, SoundFont) = (program, soundFont, version, (Path.GetFileName(soundFont), checksum));

    /// <inheritdoc/>
    public string Program { get; }

    /// <inheritdoc/>
    public (string Name, string Checksum) SoundFont { get; }

    /// <summary>Checks that the program runs and that the SoundFont is one.</summary>
    /// <exception cref="Pix2PitchException">The program is not installed or does not run, or the SoundFont is missing or is none.</exception>
    public static FluidSynth Open(string program, string soundFont)
    {
        CheckSoundFont(soundFont);
        (int exitCode, string output) = Run(program, ["--version"], CancellationToken.None);
        string? version = output.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("version", StringComparison.OrdinalIgnoreCase));
        if (exitCode != 0 || version is null)
            throw new Pix2PitchException($"'{program} --version' does not report the version of FluidSynth; name the program with --fluidsynth.");
        return new FluidSynth(program, soundFont, version, Checksum.OfFile(soundFont));
    }

    /// <inheritdoc/>
    public void Render(string midi, string wave, Room room, CancellationToken stop)
    {
        string[] arguments =
        [
            "-n", "-i", "-q", "-F", wave, "-T", "wav", "-O", "float", "-r", $"{SampleRate}", "-g", $"{Gain}", "-C", "0", "-R", "1",
            "-o", "synth.dynamic-sample-loading=1", "-o", "synth.cpu-cores=1", // loads only the instruments of the clip
            "-o", $"synth.reverb.room-size={room.Size}", "-o", $"synth.reverb.damp={room.Damping}",
            "-o", $"synth.reverb.width={room.Width}", "-o", $"synth.reverb.level={room.Level}",
            _soundFont, midi,
        ];
        (int exitCode, string output) = Run(_program, arguments, stop);
        // FluidSynth reports some errors, such as a SoundFont that it cannot load, with exit code 0.
        string? error = output.Split('\n').FirstOrDefault(line => line.Contains("error:", StringComparison.OrdinalIgnoreCase));
        if (exitCode == 0 && error is null && File.Exists(wave)) return;
        // Ctrl-C in a terminal ends child processes too, perhaps before this program handles it.
        if (stop.WaitHandle.WaitOne(exitCode == 0 ? 0 : 300)) stop.ThrowIfCancellationRequested();
        throw new Pix2PitchException($"FluidSynth could not render '{midi}' (exit code {exitCode}{(error is null ? "" : $", {error.Trim()}")}); run the command again, "
            + "and check the SoundFont and the space on the disk if it fails again.");
    }

    private static void CheckSoundFont(string path)
    {
        const string Advice = "install one (Debian: apt-get install fluid-soundfont-gm) and name it with --soundfont";
        if (!File.Exists(path)) throw new Pix2PitchException($"The SoundFont '{path}' was not found; {Advice}.");
        Span<byte> start = stackalloc byte[12];
        try
        {
            using FileStream file = File.OpenRead(path);
            int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (length == start.Length && start[..4].SequenceEqual("RIFF"u8) && start[8..].SequenceEqual("sfbk"u8)) return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The SoundFont '{path}' cannot be read ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }
        throw new Pix2PitchException($"'{path}' is not a SoundFont (.sf2); {Advice}.");
    }

    private static (int ExitCode, string Output) Run(string program, string[] arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            using CancellationTokenRegistration kill = stop.Register(() => Kill(process));
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            process.WaitForExit();
            string text = $"{output.Result}\n{error.Result}";
            stop.ThrowIfCancellationRequested();
            return (process.ExitCode, text);
        }
        catch (Win32Exception e)
        {
            throw new Pix2PitchException(
                $"FluidSynth ('{program}') was not found or cannot be run; install it (Debian: apt-get install fluidsynth) or name it with --fluidsynth.", e);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }
}
