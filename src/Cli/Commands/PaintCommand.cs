using System.CommandLine;
using System.Diagnostics;
using Pix2Pitch.Generation;
using Pix2Pitch.Pictures;
using Pix2Pitch.Styles;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch paint</c>: turns music into a painting.</summary>
internal static class PaintCommand
{
    private const string None = "none";
    private const double MaxStartSeconds = 1_000_000;

    public static Command Create()
    {
        var recording = new Argument<string>("recording") { Description = "The music: WAV, AIFF, FLAC, OGG or MP3." };
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "out.png",
            Description = "The PNG file to write. [default: the recording's name + .png, in the current folder, unless that is another file]",
        };
        var model = new Option<string?>("--model") { HelpName = "file.onnx", Description = "The model file, from a run of the trainer with --kind CycleGan. There is no default." };
        var style = new Option<string>("--style")
        {
            HelpName = "name|none",
            Description = $"The style of the painting: {string.Join(", ", StyleNames.All)}.",
            DefaultValueFactory = _ => None,
        };
        style.CompletionSources.Add([.. StyleNames.All, None]);
        style.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: > 0 } name && !StyleChoice.IsNone(name) && !StyleNames.TryParse(name, out _))
                result.AddError($"There is no style '{name}': choose none, {string.Join(", ", StyleNames.All)}.");
        });
        Option<int?> seed = NoiseOptions.CreateSeed("a different painting of the same music", "recording");
        Option<double?> creativity = NoiseOptions.CreateCreativity("painting");
        Option<double?> start = NumberOption.Create("--start", 0, MaxStartSeconds, "30 or 12.5");
        start.HelpName = "seconds";
        start.Description = "Where in the recording the ten seconds begin that are painted.";
        start.DefaultValueFactory = _ => 0;
        var accelerator = new AcceleratorOption(typeof(PaintCommand).Assembly);
        var command = new Command("paint", """
            Turns ten seconds of music into a painting, with a model that was trained without pairs.

              pix2pitch paint song.mp3 -o painting.png --model painter.onnx --start 30
            """)
        {
            recording, output, model, style, seed, creativity, start, accelerator,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(recording)!, parsed.GetValue(output), parsed.GetValue(model), StyleNames.ParseOrNull(parsed.GetValue(style)!), parsed.GetValue(seed), parsed.GetValue(start)!.Value,
            new MusicToPaintingOptions { Creativity = (float)parsed.GetValue(creativity)!.Value, Accelerator = accelerator.ValueIn(parsed) }));
        return command;
    }

    private static int Run(string recording, string? output, string? model, Style? style, int? chosenSeed, double start, MusicToPaintingOptions options)
    {
        string file = OutputFor(recording, output);
        AtomicFile.Check(file);
        if (Directory.Exists(recording)) throw new Pix2PitchException($"'{recording}' is a folder: name a recording in it.");
        if (!File.Exists(recording)) throw new Pix2PitchException($"The recording '{recording}' does not exist: check its name.");
        if (model is null)
        {
            throw new Pix2PitchException("No model that paints comes with Pix2Pitch: train one with 'train --kind CycleGan', export it with 'export --direction music-to-painting', "
                + "and name it with --model.");
        }
        using var signals = Signals.EndAtOnce();
        return Progress.Run("Loading the model", progress =>
        {
            long begun = Stopwatch.GetTimestamp();
            using MusicToPainting paintings = MusicToPainting.Load(model, options);
            progress.Describe($"Painting {Path.GetFileName(recording)}");
            int seed = chosenSeed ?? GeneratedMusic.SeedOf(GeneratedMusic.HashOf(recording));
            GeneratedPainting painting = paintings.Generate(recording, seed, style, start);
            bool replaces = File.Exists(file);
            signals.Finish(() => painting.Write(file));
            int side = painting.Generator.ImageSize;
            progress.Print($"{file}: {side} x {side} pixels, style {(style is { } known ? StyleNames.Of(known) : "unknown")}, seed {seed}, creativity {options.Creativity}, "
                + $"from {start:0.##} s, model {paintings.Metadata.Name}, made in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s{(replaces ? ", replaces an older file" : "")}");
            return ExitCode.Success;
        });
    }

    /// <summary>The file to write. Where no file is named, another file of the same name, such as the cover of an album, is not replaced.</summary>
    private static string OutputFor(string recording, string? output)
    {
        string name = Path.GetFileNameWithoutExtension(recording) + ".png";
        if (output is not null && Path.GetExtension(output).Equals(".png", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output)) return output;
        if (output is not null && !Directory.Exists(output)) throw new UsageException($"-o '{output}' must end with .png, or be a folder that exists.");
        string file = output is null ? name : Path.Combine(output, name);
        return !Path.Exists(file) || IsPaintingOf(recording, file) ? file : throw new Pix2PitchException($"'{file}' was not made from '{recording}' and is kept: name another file with -o.");
    }

    private static bool IsPaintingOf(string recording, string file)
    {
        try
        {
            return SpectrogramPng.ReadProperties(file).GetValueOrDefault(GeneratedPainting.RecordingHashKey) == GeneratedMusic.HashOf(recording);
        }
        catch (Exception e) when (e is Pix2PitchException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
