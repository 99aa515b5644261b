using Pix2Pitch.Mel;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Pictures;

/// <summary>
/// A mel-spectrogram as a picture for programs: a 16-bit grey PNG, time from left to right, the lowest band at the bottom. White is the peak, and black
/// is 80 dB (<see cref="MelOptions.TopDecibels"/>) below it. Text chunks contain the options, and the length if it is not one clip, so the picture can
/// be turned into sound again. A grey level is 0.0012 dB; with 8 bits, for programs that support only these, it is 0.31 dB.
/// </summary>
public static class SpectrogramPng
{
    private const long MaxFileLength = 64 << 20;
    private const long MaxPixels = 32 << 20; // 10 minutes with 512 bands are half of it
    private const int MaxColorDifference = 8 * 257; // maximum difference of red, green and blue in a grey pixel

    /// <summary>Writes a picture. The file is written under a temporary name and moved when it is complete.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="spectrogram">The mel-spectrogram.</param>
    /// <param name="properties">More texts to store, by keyword (1 to 79 Latin characters).</param>
    /// <param name="bits">Bits per pixel: 16 or 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 8 nor 16.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Write(string path, MelSpectrogram spectrogram, IReadOnlyDictionary<string, string>? properties = null, int bits = 16)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(spectrogram);
        if (bits is not (8 or 16)) throw new ArgumentOutOfRangeException(nameof(bits), bits, "A pixel must have 8 or 16 bits.");
        Dictionary<string, string> texts = properties is null ? [] : new(properties);
        spectrogram.AddTo(texts);
        if (bits == 16) Save(path, Pixels(spectrogram, ushort.MaxValue, grey => new L16((ushort)grey)), spectrogram.Frames, texts);
        else Save(path, Pixels(spectrogram, byte.MaxValue, grey => new L8((byte)grey)), spectrogram.Frames, texts);
    }

    /// <summary>
    /// Reads a picture. With <paramref name="options"/>, it reads any grey PNG with the height of the bands and at least the width of a clip.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The representation of the picture; null means that from its metadata.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="Pix2PitchException">
    /// The file is not a PNG, is damaged or in colour, has no options, or has another size than the options.
    /// </exception>
    public static MelSpectrogram Read(string path, MelOptions? options = null)
    {
        options?.Validate();
        (int width, int height, Dictionary<string, string> texts) = Open(path);
        bool isPlain = !MelSpectrogram.IsIn(texts);
        if (options is null && isPlain)
            throw new Pix2PitchException($"The picture '{path}' has no options in its metadata: give them "
                + $"with --preset ({PresetsFor(width, height)}).");
        var properties = new PropertyReader(texts, path);
        options ??= MelSpectrogram.OptionsIn(properties);
        double seconds = MelSpectrogram.SecondsIn(properties) ?? options.ClipSeconds;
        (int bands, int frames) = (options.MelBands, MelSpectrogram.FramesIn(options, seconds));
        if (isPlain && height == bands && width > frames)
            (frames, seconds) = (width, MelSpectrogram.SecondsOf(options, width)); // an unscaled picture of longer sound
        if (width != frames || height != bands)
            throw new Pix2PitchException($"The picture '{path}' has {width} x {height} pixels, but its options "
                + $"need {frames} x {bands}: use the unscaled picture or a preset of its size ({PresetsFor(width, height)}).");
        if (seconds > MelSpectrogram.MaxSeconds || (long)width * height > MaxPixels)
            throw new Pix2PitchException($"The picture '{path}' lasts {seconds:0} s and has {width} x {height} pixels, which is too large: "
                + $"cut it into pieces of at most {MelSpectrogram.MaxSeconds} s.");

        var values = new float[bands * frames];
        using Image<Rgba64> image = Decoding(path, () => Image.Load<Rgba64>(path));
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                Span<Rgba64> row = rows.GetRowSpan(y);
                Span<float> band = values.AsSpan((bands - 1 - y) * frames, frames);
                for (int x = 0; x < row.Length; x++)
                {
                    Rgba64 pixel = row[x];
                    int low = Math.Min(pixel.R, Math.Min(pixel.G, pixel.B)), high = Math.Max(pixel.R, Math.Max(pixel.G, pixel.B));
                    if (high - low > MaxColorDifference)
                        throw new Pix2PitchException($"The picture '{path}' is in colour, but only grey values can be converted to loudness: "
                            + "use the grey picture that 'generate --spectrogram' writes.");
                    band[x] = (pixel.R + pixel.G + pixel.B) / 3f / (ushort.MaxValue / 2f) - 1;
                }
            }
        });
        return new MelSpectrogram(options, values, seconds);
    }

    /// <summary>Reads the texts of any PNG file, by keyword, without decoding the pixels.</summary>
    /// <exception cref="Pix2PitchException">The file is not a PNG or is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadProperties(string path) => Open(path).Texts;

    private static (int Width, int Height, Dictionary<string, string> Texts) Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckFile(path);
        IImageInfo info = Decoding(path, () => Image.Identify(path)) ?? throw Damaged(path, null);
        var texts = new Dictionary<string, string>();
        foreach (PngTextData text in info.Metadata.GetPngMetadata().TextData) texts[text.Keyword] = text.Value;
        return (info.Width, info.Height, texts);
    }

    private static void CheckFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[PngChunks.Signature.Length];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (!start[..length].SequenceEqual(PngChunks.Signature))
                throw new Pix2PitchException($"'{path}' is not a PNG picture: give a picture that Pix2Pitch has written with --spectrogram.");
            if (stream.Length > MaxFileLength)
                throw new Pix2PitchException($"'{path}' is too large for a picture of a spectrogram "
                    + $"({stream.Length >> 20} MB): use the picture that Pix2Pitch has written.");
            if (PngChunks.FindDamage(stream) is { } damage)
                throw new Pix2PitchException($"The picture '{path}' is damaged or cut off ({damage}): make or copy it again.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"The picture '{path}' does not exist: check its name.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The picture '{path}' cannot be opened: check that it is a file and its permissions.", e);
        }
    }

    // Rows from top to bottom, grey from 0 to `white`.
    private static TPixel[] Pixels<TPixel>(MelSpectrogram spectrogram, int white, Func<int, TPixel> pixel)
    {
        (int bands, int frames) = (spectrogram.Options.MelBands, spectrogram.Frames);
        var pixels = new TPixel[bands * frames];
        for (int row = 0; row < bands; row++)
        {
            ReadOnlySpan<float> band = spectrogram.Values.AsSpan((bands - 1 - row) * frames, frames);
            for (int i = 0; i < frames; i++) pixels[row * frames + i] = pixel((int)MathF.Round((Math.Clamp(band[i], -1, 1) + 1) * (white / 2f)));
        }
        return pixels;
    }

    private static void Save<TPixel>(string path, TPixel[] pixels, int width, Dictionary<string, string> texts)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using Image<TPixel> image = Image.LoadPixelData(pixels, width, pixels.Length / width);
        foreach ((string key, string value) in texts) image.Metadata.GetPngMetadata().TextData.Add(new PngTextData(key, value, "", ""));
        AtomicFile.Write(path, file => image.SaveAsPng(file));
    }

    private static string PresetsFor(int width, int height)
    {
        string fitting = string.Join(", ", MelOptions.Presets.Where(p => p.Value.MelBands == height && p.Value.Frames <= width).Select(p => p.Key));
        return fitting.Length > 0 ? fitting : $"there is none for {width} x {height}: {string.Join(", ", MelOptions.Presets.Keys)}";
    }

    private static T Decoding<T>(string path, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (DllNotFoundException e)
        {
            throw new Pix2PitchException(e.Message, e);
        }
        catch (Exception e) when (e is not (Pix2PitchException or OutOfMemoryException))
        {
            throw Damaged(path, e); // decoders throw various exceptions for invalid data
        }
    }

    private static Pix2PitchException Damaged(string path, Exception? cause)
        => new($"The picture '{path}' is damaged or cut off: make or copy it again.", cause);
}
