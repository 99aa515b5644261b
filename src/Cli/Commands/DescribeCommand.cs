using System.CommandLine;
using Google.Protobuf;
using Pix2Pitch.Generation;
using Pix2Pitch.Notes;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch describe</c>: shows the metadata of a model file, a WAV file, a picture or a MIDI file.</summary>
internal static class DescribeCommand
{
    // In WAV files too, where 'detail.seconds' could be taken for the length of the music.
    private const string TrainingSecondsKey = GeneratorMetadata.DetailPrefix + "seconds";

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "A model file (.onnx), or a WAV file, a spectrogram, a painting (.png) or a MIDI file (.mid) that Pix2Pitch has written.",
        };
        const string Description = "Shows the metadata of a model file, a WAV file, a spectrogram, a painting or a MIDI file: options, seed, style, origin.";
        var command = new Command("describe", Description) { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!));
        return command;
    }

    private static void Run(string path)
    {
        IReadOnlyDictionary<string, string> properties = Kind(path) switch
        {
            FileKind.Wave => WaveProperties.Read(path),
            FileKind.Png => SpectrogramPng.ReadProperties(path),
            FileKind.Midi => MidiProperties.Read(path),
            _ => OfModel(path),
        };
        (string Key, string Value)[] ours = [.. properties
            .Where(p => p.Key.StartsWith(GeneratorMetadata.KeyPrefix, StringComparison.Ordinal) && p.Value.Length > 0)
            .Select(p => (p.Key == TrainingSecondsKey ? "training-seconds" : p.Key[GeneratorMetadata.KeyPrefix.Length..], p.Value)).OrderBy(p => p.Item1, StringComparer.Ordinal)];
        if (ours.Length == 0)
            throw new Pix2PitchException($"'{path}' has no metadata about how it was made: give a file that Pix2Pitch has written.");
        int width = ours.Max(p => p.Key.Length);
        foreach ((string key, string value) in ours) Console.WriteLine($"{key.PadRight(width)}  {value}");
    }

    private static IReadOnlyDictionary<string, string> OfModel(string path)
    {
        try
        {
            return GeneratorMetadata.Read(path).ToProperties();
        }
        catch (Pix2PitchException e) when (e.InnerException is InvalidProtocolBufferException)
        {
            throw new Pix2PitchException(
                $"'{path}' is neither a model file nor a WAV file, spectrogram picture or MIDI file of Pix2Pitch: check its name, or write it again if it is damaged.", e);
        }
    }

    // By the content, not the name.
    private static FileKind Kind(string path)
    {
        if (Directory.Exists(path)) throw new Pix2PitchException($"'{path}' is a folder: name a file in it.");
        if (!File.Exists(path)) throw new Pix2PitchException($"The file '{path}' does not exist: check its name.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[8];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            start = start[..length];
            if (start.StartsWith("RIFF"u8)) return FileKind.Wave;
            if (start.StartsWith("MThd"u8)) return FileKind.Midi;
            return start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? FileKind.Png : FileKind.Model;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The file '{path}' cannot be opened: check its permissions.", e);
        }
    }

    private enum FileKind
    {
        Model,
        Wave,
        Png,
        Midi,
    }
}
