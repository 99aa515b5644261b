using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;

namespace Pix2Pitch.Generation;

/// <summary>A picture for people: the painting as the network frames it, and beside it the spectrogram of its music with its axes.</summary>
internal static class PaintingAndSpectrogram
{
    /// <summary>Writes a PNG.</summary>
    /// <exception cref="Pix2PitchException">The painting cannot be read, or the file cannot be written.</exception>
    public static void Write(string path, string paintingPath, PaintingOptions painting, ReadOnlySpan<float> melImage, MelOptions mel)
        => SpectrogramPicture.WriteBeside(path, melImage, mel, side => PaintingReader.Read(paintingPath, painting with { Size = side }));
}
