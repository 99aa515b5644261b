using Pix2Pitch.Mel;

namespace Pix2Pitch.Pictures;

/// <summary>
/// A mel-spectrogram as a colour picture for people: time from left to right, frequency from bottom to top, from black (quiet) to pale yellow (loud)
/// with the perceptual colour map "magma", and axes in seconds, Hz and dB. Use <see cref="SpectrogramPng"/> for pictures that can be read again.
/// </summary>
public static class SpectrogramPicture
{
    private const int Margin = 16;

    /// <summary>Writes a PNG in colour. The file is written under a temporary name and moved when it is complete.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="spectrogram">The mel-spectrogram.</param>
    /// <param name="zoom">The width and height of one value in pixels, 1 to 16; null makes both sides about 512 pixels long (wider for a longer sound).</param>
    /// <exception cref="ArgumentOutOfRangeException">The zoom is out of its range.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Write(string path, MelSpectrogram spectrogram, int? zoom = null)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        if (zoom is < 1 or > 16) throw new ArgumentOutOfRangeException(nameof(zoom), zoom, "The zoom must be 1 to 16.");
        Draw(spectrogram, zoom).Save(path);
    }

    /// <summary>Draws what <see cref="Write"/> writes.</summary>
    internal static PictureCanvas Draw(MelSpectrogram spectrogram, int? zoom = null)
    {
        var plot = new SpectrogramPlot(spectrogram.Options, spectrogram.Frames, zoom);
        (int x, int y) = (Margin + SpectrogramPlot.Left, Margin);
        var canvas = new PictureCanvas(x + plot.ImageWidth + SpectrogramPlot.Right + Margin, y + plot.ImageHeight + SpectrogramPlot.Bottom + Margin);
        plot.Draw(canvas, spectrogram.Values, x, y);
        return canvas;
    }

    /// <summary>Writes a square picture and, to the right of it, mel-spectrograms of the same height.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="square">Returns the square picture for a side in pixels: planes red, green and blue, in [-1, 1].</param>
    /// <param name="spectrograms">One or more mel-spectrograms with the same options.</param>
    internal static void WriteBeside(string path, Func<int, float[]> square, params ReadOnlySpan<MelSpectrogram> spectrograms) => DrawBeside(square, null, spectrograms).Save(path);

    /// <summary>Draws a square picture and, to the right of it, mel-spectrograms of the same height.</summary>
    /// <param name="square">As for <see cref="WriteBeside"/>; null for no picture.</param>
    /// <param name="zoom">As for <see cref="Write"/>.</param>
    /// <param name="spectrograms">One or more mel-spectrograms with the same options.</param>
    internal static PictureCanvas DrawBeside(Func<int, float[]>? square, int? zoom, ReadOnlySpan<MelSpectrogram> spectrograms)
    {
        var plots = new SpectrogramPlot[spectrograms.Length];
        for (int i = 0; i < plots.Length; i++) plots[i] = new SpectrogramPlot(spectrograms[i].Options, spectrograms[i].Frames, zoom);
        int side = plots[0].ImageHeight, x = Margin + (square is null ? 0 : side + Margin);
        int width = plots.Sum(plot => SpectrogramPlot.Left + plot.ImageWidth + SpectrogramPlot.Right + Margin);
        var canvas = new PictureCanvas(x + width, Margin + side + SpectrogramPlot.Bottom + Margin);
        if (square is not null) canvas.Paint(square(side), side, Margin, Margin);
        for (int i = 0; i < plots.Length; i++)
        {
            plots[i].Draw(canvas, spectrograms[i].Values, x + SpectrogramPlot.Left, Margin);
            x += SpectrogramPlot.Left + plots[i].ImageWidth + SpectrogramPlot.Right + Margin;
        }
        return canvas;
    }
}
