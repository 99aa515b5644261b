using System.Globalization;
using System.Numerics;
using Pix2Pitch.Mel;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Pictures;

/// <summary>
/// Draws a mel-spectrogram in colour with axes: seconds from left to right, Hz from bottom to top on the scale of its bands, and a colour bar in dB relative to
/// the peak of the clip.
/// </summary>
internal sealed class SpectrogramPlot
{
    private const int Tick = 6, ShortTick = 3, Space = 6, BarGap = 18, BarWidth = 16, MinSpace = 4;
    private const int ClipWidth = 512, MaxWidth = 2048; // of the spectrogram itself
    // In order of priority for labels.
    private static readonly int[] s_frequencies = [1000, 0, 5000, 500, 2000, 10000, 200, 20000, 100, 50000];
    private static readonly double[] s_steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600];

    private readonly MelOptions _mel;
    private readonly int _frames, _framesPerColumn, _columns, _zoomX, _zoomY;

    /// <summary>
    /// Lays out a plot. Without a zoom, a clip has about 512 x 512 pixels, and the frames of a long sound are averaged to about 2,000 columns.
    /// </summary>
    public SpectrogramPlot(MelOptions mel, int frames, int? zoom = null)
    {
        (_mel, _frames) = (mel, frames);
        _framesPerColumn = zoom is null ? (frames + MaxWidth - 1) / MaxWidth : 1;
        _columns = (frames + _framesPerColumn - 1) / _framesPerColumn;
        _zoomX = zoom ?? Math.Min(Zoom(mel.Frames), Math.Max(1, MaxWidth / _columns));
        _zoomY = zoom ?? Zoom(mel.MelBands);

        static int Zoom(int values) => Math.Clamp((int)Math.Round((double)ClipWidth / values), 1, 64);
    }

    /// <summary>Size of the spectrogram without axes, in pixels.</summary>
    public int ImageWidth => _columns * _zoomX;

    /// <inheritdoc cref="ImageWidth"/>
    public int ImageHeight => _mel.MelBands * _zoomY;

    /// <summary>Width of the frequency axis, left of the spectrogram.</summary>
    public static int Left => PictureCanvas.TextWidth("100 Hz") + Space + Tick;

    /// <summary>Width of the colour bar, right of the spectrogram.</summary>
    public static int Right => BarGap + BarWidth + Tick + Space + PictureCanvas.TextWidth("-80 dB");

    /// <summary>Height of the time axis, below the spectrogram.</summary>
    public static int Bottom => Tick + Space + PictureCanvas.TextHeight;

    /// <summary>Draws the spectrogram with its top left corner at (x, y), and the axes around it.</summary>
    public void Draw(PictureCanvas canvas, ReadOnlySpan<float> values, int x, int y)
    {
        DrawValues(canvas, values, x, y);
        for (int row = 0; row < ImageHeight; row++)
            canvas.Row(x + ImageWidth + BarGap, y + row, BarWidth).Fill(Color(1 - (float)row / Math.Max(1, ImageHeight - 1)));
        foreach (PlotMark mark in Marks())
        {
            canvas.Fill(x + mark.TickX, y + mark.TickY, mark.TickWidth, mark.TickHeight, PictureCanvas.Ink);
            if (mark.Text is not null) canvas.Write(mark.Text, x + mark.TextX, y + mark.TextY);
        }
    }

    /// <summary>All ticks and labels, relative to the top left corner of the spectrogram.</summary>
    public IEnumerable<PlotMark> Marks() => [.. Frequencies(), .. Seconds(), .. Decibels()];

    private void DrawValues(PictureCanvas canvas, ReadOnlySpan<float> values, int x, int y)
    {
        for (int band = 0; band < _mel.MelBands; band++)
        {
            int top = y + (_mel.MelBands - 1 - band) * _zoomY;
            Span<Rgb24> row = canvas.Row(x, top, ImageWidth);
            ReadOnlySpan<float> bandValues = values.Slice(band * _frames, _frames);
            for (int column = 0; column < _columns; column++)
            {
                int first = column * _framesPerColumn, count = Math.Min(_framesPerColumn, _frames - first);
                float sum = 0;
                foreach (float value in bandValues.Slice(first, count)) sum += Math.Clamp(value, -1, 1);
                row.Slice(column * _zoomX, _zoomX).Fill(Color((sum / count + 1) / 2));
            }
            for (int copy = 1; copy < _zoomY; copy++) row.CopyTo(canvas.Row(x, top + copy, ImageWidth));
        }
    }

    // Low frequencies are close together on the mel scale. A mark without room for its label, and half a line above and below it, is a short tick.
    private List<PlotMark> Frequencies()
    {
        // The lowest and highest frequency: on the mel scale the edges of the outer triangles, which are at the centres of the bands that would follow.
        (double lowest, double highest) = _mel.Scale == FrequencyScale.Mel ? (-1, _mel.MelBands) : (-0.5, _mel.MelBands - 0.5);
        var marks = new List<PlotMark>();
        foreach (int frequency in s_frequencies)
        {
            double band = _mel.BandOf(frequency);
            if (band < lowest || band > highest) continue;
            // The centre of a band is half a row above the lower edge of its row.
            int middle = Math.Clamp((int)Math.Round(ImageHeight - (band + 0.5) * _zoomY), 0, ImageHeight - 1), height = PictureCanvas.TextHeight;
            string text = frequency < 1000 ? $"{frequency} Hz" : $"{frequency / 1000} kHz";
            int top = middle - height / 2, left = -Tick - Space - PictureCanvas.TextWidth(text);
            bool isFree = !marks.Any(other => other.Text is not null && Math.Abs(other.TextY - top) < height + height / 2);
            marks.Add(isFree ? new PlotMark(-Tick, middle, Tick, 1, text, left, top) : new PlotMark(-ShortTick, middle, ShortTick, 1));
        }
        return marks;
    }

    private List<PlotMark> Seconds()
    {
        // Frame n is centred n hops after the beginning.
        double pixelsPerSecond = (double)_mel.SampleRate / _mel.HopLength * _zoomX / _framesPerColumn, seconds = ImageWidth / pixelsPerSecond;
        double step = s_steps.FirstOrDefault(s => s * pixelsPerSecond >= PictureCanvas.TextWidth("10.00 s") + 2 * MinSpace, s_steps[^1]);
        var marks = new List<PlotMark>();
        int free = -Left;
        for (int n = 0; n * step <= seconds; n++)
        {
            string text = (n * step).ToString("0.##", CultureInfo.InvariantCulture) + " s";
            int width = PictureCanvas.TextWidth(text), place = (int)Math.Round(n * step * pixelsPerSecond + _zoomX / 2.0);
            place = Math.Min(place, ImageWidth - 1);
            int left = Math.Clamp(place - width / 2, 0, ImageWidth + Right - width);
            if (left < free) continue;
            free = left + width + 2 * MinSpace;
            marks.Add(new PlotMark(place, ImageHeight, 1, Tick, text, left, ImageHeight + Tick + Space));
        }
        return marks;
    }

    private List<PlotMark> Decibels()
    {
        int step = _mel.TopDecibels > 60 ? 20 : 10, free = 0, right = ImageWidth + BarGap + BarWidth;
        var marks = new List<PlotMark>();
        for (int decibels = 0; decibels <= _mel.TopDecibels; decibels += step)
        {
            int middle = (int)Math.Round(decibels / _mel.TopDecibels * (ImageHeight - 1));
            int top = Math.Clamp(middle - PictureCanvas.TextHeight / 2, 0, Math.Max(0, ImageHeight - PictureCanvas.TextHeight));
            if (top < free) continue;
            free = top + PictureCanvas.TextHeight + MinSpace;
            marks.Add(new PlotMark(right, middle, Tick, 1, $"{-decibels} dB", right + Tick + Space, top));
        }
        return marks;
    }

    private static Rgb24 Color(float value)
    {
        Vector3 color = Magma.Color(value) + new Vector3(0.5f);
        return new Rgb24((byte)color.X, (byte)color.Y, (byte)color.Z);
    }
}

/// <summary>A mark on an axis: a tick, and a label if there is room for it. In pixels.</summary>
internal sealed record PlotMark(int TickX, int TickY, int TickWidth, int TickHeight, string? Text = null, int TextX = 0, int TextY = 0);
