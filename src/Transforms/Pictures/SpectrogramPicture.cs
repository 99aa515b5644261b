using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Pictures;

/// <summary>
/// A mel image as a picture for people: seconds from left to right, Hz from bottom to top, quiet black, loud pale yellow (the perceptual
/// colour map "magma", with a bar in dB). What a machine shall read back is written by <see cref="SpectrogramPng"/>.
/// </summary>
public static class SpectrogramPicture
{
    private const int Margin = 16;

    /// <summary>Writes a PNG in colour. The file appears under its name only when it is whole.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="melImage">bands x frames values in [-1, 1], band 0 the lowest; values outside count as the nearest inside.</param>
    /// <param name="settings">The representation that the image is in.</param>
    /// <param name="zoom">The width and height of one value in pixels, 1 to 16; null makes both sides about 512 pixels long (a longer sound's picture is wider).</param>
    /// <param name="seconds">Length of the sound, for an image that is not one clip long; 0.1 to 600 s.</param>
    /// <exception cref="ArgumentException">The image has another size than the settings say, or holds a value that is not a number.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> melImage, MelOptions settings, int? zoom = null, double? seconds = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (zoom is < 1 or > 16) throw new ArgumentOutOfRangeException(nameof(zoom), zoom, "The zoom must be 1 to 16.");
        if (seconds is { } length) ClipLayout.CheckSeconds(length);
        int frames = seconds is { } given ? ClipLayout.FramesIn(settings, given) : settings.Frames;
        Check(melImage, settings, frames);
        var plot = new SpectrogramPlot(settings, frames, zoom);
        (int x, int y) = (Margin + SpectrogramPlot.Left, Margin);
        var canvas = new PictureCanvas(x + plot.ImageWidth + SpectrogramPlot.Right + Margin, y + plot.ImageHeight + SpectrogramPlot.Bottom + Margin);
        plot.Draw(canvas, melImage, x, y);
        canvas.Save(path);
    }

    /// <summary>Writes the same with a picture left of it, as high as the spectrogram.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="melImage">bands x frames values in [-1, 1], band 0 the lowest, of any length; values outside count as the nearest inside.</param>
    /// <param name="settings">The representation that the image is in.</param>
    /// <param name="square">Gives the planes red, green and blue, in [-1, 1], of the picture with this side in pixels.</param>
    internal static void WriteBeside(string path, ReadOnlySpan<float> melImage, MelOptions settings, Func<int, float[]> square)
    {
        int frames = melImage.Length / settings.MelBands;
        Check(melImage, settings, frames);
        var plot = new SpectrogramPlot(settings, frames);
        int side = plot.ImageHeight, x = Margin + side + Margin + SpectrogramPlot.Left;
        var canvas = new PictureCanvas(x + plot.ImageWidth + SpectrogramPlot.Right + Margin, Margin + side + SpectrogramPlot.Bottom + Margin);
        canvas.Paint(square(side), side, Margin, Margin);
        plot.Draw(canvas, melImage, x, Margin);
        canvas.Save(path);
    }

    private static void Check(ReadOnlySpan<float> melImage, MelOptions settings, int frames)
    {
        if (melImage.Length != settings.MelBands * frames || frames == 0)
            throw new ArgumentException($"The image has {melImage.Length} values; it has to have {settings.MelBands} x {frames}.", nameof(melImage));
        for (int i = 0; i < melImage.Length; i++)
        {
            if (float.IsNaN(melImage[i]))
                throw new ArgumentException($"The image holds a value that is not a number in band {i / frames}, frame {i % frames}.", nameof(melImage));
        }
    }
}
