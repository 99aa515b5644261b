using System.Numerics;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Audio;

/// <summary>
/// A mel image as a picture for people: time from left to right, the lowest band at the bottom, quiet black, loud pale yellow (the
/// perceptual colour map "magma"). What a machine shall read back is written by <see cref="Spectrograms.SpectrogramPng"/>.
/// </summary>
public static class SpectrogramPicture
{
    /// <summary>Writes a PNG in colour. The file appears under its name only when it is whole.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="melImage">bands x frames values in [-1, 1], band 0 the lowest; values outside count as the nearest inside.</param>
    /// <param name="settings">The representation that the image is in.</param>
    /// <param name="zoom">The width and height of one value in pixels; 1 to 16.</param>
    /// <exception cref="ArgumentException">The image has another size than the settings say, or holds a value that is not a number.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> melImage, MelSettings settings, int zoom = 1)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Rgb24[] pixels = Render(melImage, settings, zoom);
        using Image<Rgb24> image = Image.LoadPixelData(pixels, settings.Frames * zoom, settings.MelBands * zoom);
        AtomicFile.Write(path, file => image.SaveAsPng(file));
    }

    /// <summary>The pixels of the picture, row by row from the top: zoom x bands rows of zoom x frames pixels.</summary>
    internal static Rgb24[] Render(ReadOnlySpan<float> melImage, MelSettings settings, int zoom)
    {
        if (zoom is < 1 or > 16) throw new ArgumentOutOfRangeException(nameof(zoom), zoom, "The zoom must be 1 to 16.");
        (int bands, int frames) = (settings.MelBands, settings.Frames);
        if (melImage.Length != settings.ImageLength)
            throw new ArgumentException($"The image has {melImage.Length} values; it has to have {bands} x {frames}.", nameof(melImage));

        int width = frames * zoom;
        var pixels = new Rgb24[width * bands * zoom];
        for (int band = 0; band < bands; band++)
        {
            Span<Rgb24> row = pixels.AsSpan((bands - 1 - band) * zoom * width, width);
            for (int frame = 0; frame < frames; frame++)
            {
                float value = melImage[band * frames + frame];
                if (float.IsNaN(value)) throw new ArgumentException($"The image holds a value that is not a number in band {band}, frame {frame}.", nameof(melImage));
                Vector3 color = Magma.Color((value + 1) / 2) + new Vector3(0.5f);
                row.Slice(frame * zoom, zoom).Fill(new Rgb24((byte)color.X, (byte)color.Y, (byte)color.Z));
            }
            for (int copy = 1; copy < zoom; copy++) row.CopyTo(pixels.AsSpan(((bands - 1 - band) * zoom + copy) * width, width));
        }
        return pixels;
    }
}
