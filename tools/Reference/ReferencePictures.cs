using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using Pix2Pitch.Styles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Quantization;

namespace Pix2Pitch.Tools.Reference;

/// <summary>The pictures of the pages, made from the demo data and the default model.</summary>
internal static class ReferencePictures
{
    private const int Gap = 16, Side = 256;

    /// <summary>Writes all of them.</summary>
    /// <param name="repository">The root of the repository.</param>
    public static void Write(string repository)
    {
        string paintings = Path.Combine(repository, "data", "demo", "paintings"), images = Path.Combine(repository, "docs", "images");
        string harbour = Path.Combine(paintings, "impressionism-harbour-first-sun.png"), prelude = Path.Combine(repository, "data", "demo", "music", "baroque-prelude-in-broken-chords.wav");

        Fits(harbour, Path.Combine(images, "load-paintings.png"));
        Palettes([harbour, Path.Combine(paintings, "baroque-apples-by-candlelight.png"), Path.Combine(paintings, "expressionism-red-mountains.png")], Path.Combine(images, "extract-painting-features.png"));

        MelSpectrogram played = new MelSpectrogramExtractor(MelOptions.Semitone256).Extract(prelude);
        Beside(Path.Combine(images, "extract-mel-spectrogram.png"), null, played);
        float[] inverted = new MelSpectrogramInverter(MelOptions.Semitone256).Invert(played);
        var again = new float[MelOptions.Semitone256.ValueCount];
        new MelSpectrogramExtractor(MelOptions.Semitone256).Extract(inverted, again);
        Beside(Path.Combine(images, "invert-mel-spectrogram.png"), null, played, new MelSpectrogram(MelOptions.Semitone256, again));

        using PaintingToMusic music = PaintingToMusic.Load(Path.Combine(repository, "data", "models", "ensemble.onnx"));
        GeneratedMusic first = music.Generate(harbour, seed: 1, Style.Impressionism), second = music.Generate(harbour, seed: 2, Style.Impressionism);
        Beside(Path.Combine(images, "generate-mel-spectrogram.png"), harbour, first.MelSpectrogram, second.MelSpectrogram);
        Road(Path.Combine(images, "road.png"), harbour, first);
    }

    // A painting as each PaintingFit makes it square.
    private static void Fits(string painting, string path)
    {
        PaintingFit[] fits = Enum.GetValues<PaintingFit>();
        var canvas = new PictureCanvas(Gap + fits.Length * (Side + Gap), Side + 2 * Gap);
        for (int i = 0; i < fits.Length; i++) Paint(canvas, painting, fits[i], Gap + i * (Side + Gap));
        Save(canvas, path);
    }

    // Paintings with their main colours below, each as wide as its weight.
    private static void Palettes(string[] paintings, string path)
    {
        const int Height = 40;
        var canvas = new PictureCanvas(Gap + paintings.Length * (Side + Gap), Side + Height + 3 * Gap);
        for (int i = 0; i < paintings.Length; i++)
        {
            int left = Gap + i * (Side + Gap);
            Paint(canvas, paintings[i], PaintingFit.Squash, left);
            double start = 0;
            foreach (PaletteColor color in new PaintingFeatureExtractor().Extract(PaintingReader.Read(paintings[i], new PaintingOptions { Size = Side }), Side, Side).Palette)
            {
                (double red, double green, double blue) = color.Color.ToSrgb();
                int x = (int)Math.Round(start * Side), end = (int)Math.Round((start + color.Weight) * Side);
                canvas.Fill(left + x, Side + 2 * Gap, end - x, Height, new Rgb24(Byte(red), Byte(green), Byte(blue)));
                start += color.Weight;
            }
        }
        Save(canvas, path);

        static byte Byte(double value) => (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }

    // Mel-spectrograms with their axes, to the right of a painting if there is one.
    private static void Beside(string path, string? painting, params MelSpectrogram[] spectrograms)
        => Save(SpectrogramPicture.DrawBeside(painting is null ? null : side => Read(painting, PaintingFit.Squash, side), Zoom(spectrograms[0]), spectrograms), path);

    // From the painting to the mel-spectrogram to the samples, with an arrow before the next.
    private static void Road(string path, string painting, GeneratedMusic music)
    {
        const int Arrow = 100;
        var plot = new SpectrogramPlot(music.MelSpectrogram.Options, music.MelSpectrogram.Frames, Zoom(music.MelSpectrogram));
        (int width, int side) = (plot.ImageWidth, plot.ImageHeight);
        int spectrogram = Gap + side + Arrow, wave = spectrogram + width + Arrow;
        var canvas = new PictureCanvas(wave + width + Gap, side + 2 * Gap);
        Paint(canvas, painting, PaintingFit.Squash, Gap, side);
        DrawArrow(canvas, Gap + side, Arrow, Gap + side / 2);
        var axes = new PictureCanvas(SpectrogramPlot.Left + width + SpectrogramPlot.Right, side + SpectrogramPlot.Bottom);
        plot.Draw(axes, music.MelSpectrogram.Values, SpectrogramPlot.Left, 0);
        for (int row = 0; row < side; row++) axes.Row(SpectrogramPlot.Left, row, width).CopyTo(canvas.Row(spectrogram, Gap + row, width));
        DrawArrow(canvas, spectrogram + width, Arrow, Gap + side / 2);
        for (int column = 0; column < width; column++)
        {
            ReadOnlySpan<float> samples = music.Samples.AsSpan((int)((long)music.Samples.Length * column / width)..(int)((long)music.Samples.Length * (column + 1) / width));
            float low = 0, high = 0;
            foreach (float sample in samples) (low, high) = (Math.Min(low, sample), Math.Max(high, sample));
            int top = (int)Math.Round(side / 2 * (1 - high)), bottom = (int)Math.Round(side / 2 * (1 - low));
            canvas.Fill(wave + column, Gap + top, 1, Math.Max(1, bottom - top), PictureCanvas.Ink);
        }
        Save(canvas, path, canvas.Width / 2);
    }

    private static void DrawArrow(PictureCanvas canvas, int x, int width, int y)
    {
        const int Head = 20;
        canvas.Fill(x + Head, y - 2, width - 3 * Head, 5, PictureCanvas.Ink);
        for (int i = 0; i < Head; i++) canvas.Fill(x + width - 2 * Head + i, y - Head + i, 1, 2 * (Head - i) + 1, PictureCanvas.Ink);
    }

    private static int Zoom(MelSpectrogram spectrogram) => Math.Max(1, Side / spectrogram.Options.MelBands);

    private static void Paint(PictureCanvas canvas, string painting, PaintingFit fit, int x, int side = Side)
        => canvas.Paint(Read(painting, fit, side), side, x, Gap);

    private static float[] Read(string painting, PaintingFit fit, int side) => PaintingReader.Read(painting, new PaintingOptions { Size = side, Fit = fit });

    // 256 colours are enough, and a third of the bytes.
    private static void Save(PictureCanvas canvas, string path, int? width = null)
    {
        canvas.Save(path);
        using Image<Rgb24> image = Image.Load<Rgb24>(path);
        if (width is { } narrower) image.Mutate(picture => picture.Resize(narrower, 0));
        var encoder = new PngEncoder { ColorType = PngColorType.Palette, Quantizer = new WuQuantizer(new QuantizerOptions { Dither = null, MaxColors = 256 }), CompressionLevel = PngCompressionLevel.BestCompression };
        AtomicFile.Write(path, file => image.Save(file, encoder));
    }
}
