using System.CommandLine;
using System.Globalization;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch invert</c>: turns the picture of a spectrogram into sound.</summary>
internal static class InvertCommand
{
    public static Command Create()
    {
        var picture = new Argument<string>("spectrogram.png")
        {
            Description = "A picture that 'generate --spectrogram' has written, or a grey PNG with one row for each band of the preset; "
                + "if it has more columns than a clip, the sound is longer.",
        };
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "out.wav",
            Description = "The WAV file to write. [default: the picture's name + .wav, in the current folder; with a number "
                + "after the name if that file was made from another picture]",
        };
        var preset = new Option<string?>("--preset")
        {
            HelpName = "name",
            Description = $"The mel options of a picture without metadata, by name: {string.Join(", ", MelOptions.Presets.Keys)}.",
        };
        preset.CompletionSources.Add([.. MelOptions.Presets.Keys]);
        preset.Validators.Add(result =>
        {
            string? name = result.GetValueOrDefault<string?>();
            if (name is not null && !MelOptions.Presets.ContainsKey(name))
            {
                string near = Suggestions.For(name, MelOptions.Presets.Keys);
                result.AddError($"There is no preset '{name}'{(near.Length > 0 ? near : $": choose one of {string.Join(", ", MelOptions.Presets.Keys)}.")}");
            }
        });
        Option<int?> iterations = IterationsOption.Create(ofSpectrogram: true);
        Option<string?> midi = MidiOption.Create("Also write a transcription of the mel-spectrogram, with errors, as a MIDI file.");
        var command = new Command("invert", """
            Turns the picture of a mel-spectrogram into sound.

              pix2pitch invert sunrise-7.png -o again.wav
            """) { picture, output, preset, iterations, midi };
        command.SetAction(parsed => Run(parsed.GetValue(picture)!, parsed.GetValue(output), parsed.GetValue(preset), parsed.GetValue(iterations), parsed.GetValue(midi)));
        return command;
    }

    private static int Run(string picture, string? output, string? preset, int? iterations, string? midi)
    {
        var names = OutputNames.For([picture], output, null, null, midi, isOfInput: (wave, input) => FileOrigin.Of(wave).IsOf(FileOrigin.Of(input), input));
        foreach (string kept in names.Kept) Console.Error.WriteLine(kept);
        string wave = names.Waves[0];
        names.Check(picture);
        bool replaces = File.Exists(wave);
        using var signals = Signals.EndAtOnce();
        return Progress.Run($"Inverting {Path.GetFileName(picture)}", progress =>
        {
            MelSpectrogram spectrogram = SpectrogramPng.Read(picture, preset is null ? null : MelOptions.Presets[preset]);
            IReadOnlyDictionary<string, string> written = SpectrogramPng.ReadProperties(picture);
            MelOptions mel = spectrogram.Options;
            var inversion = new InversionOptions();
            if ((iterations ?? IterationsOption.In(written)) is { } number) inversion = inversion with { Iterations = number };
            float[] samples = new MelSpectrogramInverter(mel, inversion).Invert(spectrogram, progress);
            Dictionary<string, string> properties = written
                .Where(p => p.Key.StartsWith(GeneratorMetadata.KeyPrefix, StringComparison.Ordinal))
                .ToDictionary();
            spectrogram.AddTo(properties);
            properties[IterationsOption.Property] = inversion.Iterations.ToString(CultureInfo.InvariantCulture);
            properties[GeneratorMetadata.KeyPrefix + "spectrogram"] = Path.GetFileName(picture);
            NoteSequence? notes = midi is null ? null : NoteSequence.Transcribe(spectrogram);
            signals.Finish(() =>
            {
                WaveWriter.Write(wave, samples, mel.SampleRate, properties);
                notes?.WriteMidi(names.MidiFiles![0], properties);
            });
            progress.Print($"{wave}: {(double)samples.Length / mel.SampleRate:0.0} s, {mel.SampleRate} Hz, from "
                + $"{mel.BandsText} x {spectrogram.Frames} frames{(replaces ? ", replaces an older file" : "")}");
            if (notes is not null) progress.Print(MidiOption.Describe(names.MidiFiles![0], notes));
            return ExitCode.Success;
        });
    }
}
