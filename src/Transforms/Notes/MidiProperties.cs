using System.Text.Json;
using NAudio.Midi;

namespace Pix2Pitch.Notes;

/// <summary>The properties that <see cref="MidiWriter"/> stores in MIDI files.</summary>
internal static class MidiProperties
{
    /// <summary>The key of where notes come from, and its two values.</summary>
    public const string NotesKey = "pix2pitch.notes", OfModel = "model", OfTranscription = "transcription";

    private const int MaxLength = 64 << 20;

    /// <summary>Reads the properties of a file.</summary>
    /// <param name="path">A MIDI file.</param>
    /// <returns>The properties; empty if the file was not written by <see cref="MidiWriter"/>.</returns>
    /// <exception cref="Pix2PitchException">The file does not exist, cannot be read, or is damaged.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        MidiFile file = Open(path);
        foreach (TextEvent text in file.Events.SelectMany(track => track).OfType<TextEvent>().Where(text => text.Text.StartsWith('{')))
        {
            try
            {
                if (JsonSerializer.Deserialize<Dictionary<string, string>>(text.Text) is { } properties && properties.ContainsKey(NotesKey)) return properties;
            }
            catch (JsonException)
            {
                // a text of another program
            }
        }
        return new Dictionary<string, string>();
    }

    private static MidiFile Open(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MaxLength) throw new Pix2PitchException($"'{path}' is too large for a MIDI file: check its name.");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new MidiFile(new MemoryStream(bytes), strictChecking: false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"The MIDI file '{path}' does not exist: check its name.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not EndOfStreamException)
        {
            throw new Pix2PitchException($"The MIDI file '{path}' cannot be read ({e.Message.TrimEnd('.')}): check its permissions.", e);
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException or ArgumentException or InvalidOperationException
            or OverflowException or IndexOutOfRangeException) // NAudio does not check every length in the file
        {
            throw new Pix2PitchException($"'{path}' is not a MIDI file or is damaged ({e.Message.Split('\n')[0].TrimEnd('.')}): write it again.", e);
        }
    }
}
