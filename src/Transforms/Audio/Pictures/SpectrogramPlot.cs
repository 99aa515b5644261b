using System.Globalization;
using System.Numerics;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Audio.Pictures;

/// <summary>
/// A mel image in colour with its axes: seconds from left to right, Hz from bottom to top as the mel scale spaces them, and a bar of the
/// colours in dB under the clip's peak.
/// </summary>
internal sealed class SpectrogramPlot
{
    private const int Tick = 6, Space = 6, BarGap = 18, BarWidth = 16, LeastRoom = 4;
    private static readonly int[] s_frequencies = [0, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000];
    private static readonly double[] s_steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    private readonly MelSettings _settings;
    private readonly int _zoomX, _zoomY;

    /// <summary>Plans a plot whose values are squares, or nearly, and whose longer side has about 512 pixels.</summary>
    public SpectrogramPlot(MelSettings settings, int? zoom = null)
    {
        _settings = settings;
        (_zoomX, _zoomY) = zoom is { } given ? (given, given) : (Zoom(settings.Frames), Zoom(settings.MelBands));

        static int Zoom(int values) => Math.Clamp((int)Math.Round(512.0 / values), 1, 64);
    }

    /// <summary>The pixels of the spectrogram itself.</summary>
    public int ImageWidth => _settings.Frames * _zoomX;

    /// <inheritdoc cref="ImageWidth"/>
    public int ImageHeight => _settings.MelBands * _zoomY;

    /// <summary>Room for the names of frequencies, left of the spectrogram.</summary>
    public static int Left => PictureCanvas.TextWidth("100 Hz") + Space + Tick;

    /// <summary>Room for the colour bar, right of the spectrogram.</summary>
    public static int Right => BarGap + BarWidth + Tick + Space + PictureCanvas.TextWidth("-80 dB");

    /// <summary>Room for the seconds, below the spectrogram.</summary>
    public static int Bottom => Tick + Space + PictureCanvas.TextHeight;

    /// <summary>Draws everything; (x, y) is the left upper corner of the spectrogram itself.</summary>
    public void Draw(PictureCanvas canvas, ReadOnlySpan<float> melImage, int x, int y)
    {
        DrawValues(canvas, melImage, x, y);
        DrawFrequencies(canvas, x, y);
        DrawSeconds(canvas, x, y + ImageHeight);
        DrawBar(canvas, x + ImageWidth + BarGap, y);
    }

    private void DrawValues(PictureCanvas canvas, ReadOnlySpan<float> melImage, int x, int y)
    {
        for (int band = 0; band < _settings.MelBands; band++)
        {
            int top = y + (_settings.MelBands - 1 - band) * _zoomY;
            Span<Rgb24> row = canvas.Row(x, top, ImageWidth);
            for (int frame = 0; frame < _settings.Frames; frame++)
                row.Slice(frame * _zoomX, _zoomX).Fill(Color((melImage[band * _settings.Frames + frame] + 1) / 2));
            for (int copy = 1; copy < _zoomY; copy++) row.CopyTo(canvas.Row(x, top + copy, ImageWidth));
        }
    }

    private void DrawFrequencies(PictureCanvas canvas, int x, int y)
    {
        double lowest = MelScale.FromHertz(_settings.MinimumFrequency), highest = MelScale.FromHertz(_settings.HighestFrequency);
        int free = int.MaxValue; // the lowest row that no text stands in
        foreach (int frequency in s_frequencies)
        {
            double mel = MelScale.FromHertz(frequency);
            if (mel < lowest || mel > highest) continue;
            // Band b is centred b + 1 steps above the lowest frequency; its row is half a row above its lower edge.
            double band = (mel - lowest) / (highest - lowest) * (_settings.MelBands + 1) - 0.5;
            int middle = y + Math.Clamp((int)Math.Round(ImageHeight - band * _zoomY), 0, ImageHeight - 1);
            canvas.Fill(x - Tick, middle, Tick, 1, PictureCanvas.Ink);
            // The lowest name hangs down a little, which leaves room for the next one.
            int top = middle - (middle == y + ImageHeight - 1 ? PictureCanvas.TextHeight / 3 : PictureCanvas.TextHeight / 2);
            if (top + PictureCanvas.TextHeight >= free) continue;
            free = top;
            string text = frequency < 1000 ? $"{frequency} Hz" : $"{frequency / 1000} kHz";
            canvas.Write(text, x - Tick - Space - PictureCanvas.TextWidth(text), top);
        }
    }

    private void DrawSeconds(PictureCanvas canvas, int x, int y)
    {
        // Frame n is centred n hops after the beginning.
        double pixelsPerSecond = (double)_settings.SampleRate / _settings.HopLength * _zoomX, seconds = ImageWidth / pixelsPerSecond;
        double step = s_steps.FirstOrDefault(s => s * pixelsPerSecond >= PictureCanvas.TextWidth("10.00 s") + 2 * LeastRoom, s_steps[^1]);
        int free = x - Left;
        for (int n = 0; n * step <= seconds; n++)
        {
            string text = (n * step).ToString("0.##", CultureInfo.InvariantCulture) + " s";
            int width = PictureCanvas.TextWidth(text), place = x + (int)Math.Round(n * step * pixelsPerSecond + _zoomX / 2.0);
            place = Math.Min(place, x + ImageWidth - 1);
            int left = Math.Clamp(place - width / 2, x, x + ImageWidth + Right - width);
            if (left < free) continue;
            free = left + width + 2 * LeastRoom;
            canvas.Fill(place, y, 1, Tick, PictureCanvas.Ink);
            canvas.Write(text, left, y + Tick + Space);
        }
    }

    private void DrawBar(PictureCanvas canvas, int x, int y)
    {
        for (int row = 0; row < ImageHeight; row++)
            canvas.Row(x, y + row, BarWidth).Fill(Color(1 - (float)row / Math.Max(1, ImageHeight - 1)));
        int step = _settings.TopDecibels > 60 ? 20 : 10, free = y;
        for (int decibels = 0; decibels <= _settings.TopDecibels; decibels += step)
        {
            int middle = y + (int)Math.Round(decibels / _settings.TopDecibels * (ImageHeight - 1));
            int top = Math.Clamp(middle - PictureCanvas.TextHeight / 2, y, y + ImageHeight - PictureCanvas.TextHeight);
            if (top < free) continue;
            free = top + PictureCanvas.TextHeight + LeastRoom;
            canvas.Fill(x + BarWidth, middle, Tick, 1, PictureCanvas.Ink);
            canvas.Write($"{-decibels} dB", x + BarWidth + Tick + Space, top);
        }
    }

    private static Rgb24 Color(float value)
    {
        Vector3 color = Magma.Color(value) + new Vector3(0.5f);
        return new Rgb24((byte)color.X, (byte)color.Y, (byte)color.Z);
    }
}
