using Pix2Pitch.Generation;
using Pix2Pitch.Notes;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The origin in the metadata of a WAV file, a spectrogram or a MIDI file.</summary>
/// <param name="Painting">The name of the painting's file; empty if not given.</param>
/// <param name="PaintingHash">The hash of that file's content; empty if not given.</param>
/// <param name="Spectrogram">The name of the spectrogram's file; empty if not given.</param>
internal sealed record FileOrigin(string Painting, string PaintingHash, string Spectrogram)
{
    /// <summary>Reads the origin; empty for a file that Pix2Pitch has not written.</summary>
    public static FileOrigin Of(string path)
    {
        try
        {
            IReadOnlyDictionary<string, string> properties = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".png" => SpectrogramPng.ReadProperties(path),
                ".mid" => MidiProperties.Read(path),
                _ => WaveProperties.Read(path),
            };
            return new FileOrigin(Value("painting"), Value("painting-hash"), Value("spectrogram"));

            string Value(string key) => properties.GetValueOrDefault(GeneratorMetadata.KeyPrefix + key, "");
        }
        catch (Pix2PitchException)
        {
            return new FileOrigin("", "", "");
        }
    }

    /// <summary>Whether a file of this origin is the music of a painting.</summary>
    public bool IsOf(string painting)
    {
        if (PaintingHash.Length == 0) return Painting == Path.GetFileName(painting);
        try
        {
            return PaintingHash == GeneratedMusic.HashOf(painting);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // The error is reported when the painting is read.
        }
    }

    /// <summary>Whether a file of this origin is the sound of a spectrogram, or of that spectrogram's painting.</summary>
    public bool IsOf(FileOrigin other, string spectrogram)
        => Spectrogram == Path.GetFileName(spectrogram) || Painting.Length > 0 && (Painting, PaintingHash) == (other.Painting, other.PaintingHash);
}
