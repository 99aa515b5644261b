using Pix2Pitch.Audio;
using Pix2Pitch.Generation;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Spectrograms;

/// <summary>
/// A mel image as a picture for machines: a grey PNG of 16 bits, time from left to right, the lowest band at the bottom, black 80 dB
/// (<see cref="MelSettings.TopDecibels"/>) under the peak and white the peak, with all settings in text chunks, so that the picture alone
/// can become sound again. A step of grey is 0.0012 dB.
/// </summary>
public static class SpectrogramPng
{
    private const long MaximumFileLength = 64 << 20;

    /// <summary>Writes a picture, under a temporary name first.</summary>
    /// <param name="path">The file; it is replaced if it is there.</param>
    /// <param name="melImage">The mel image, bands x frames values in [-1, 1], band 0 the lowest; values outside are clamped.</param>
    /// <param name="settings">What the mel image stands for.</param>
    /// <param name="properties">More texts to store, by keyword (1 to 79 Latin letters).</param>
    /// <exception cref="ArgumentException">The mel image has another size than the settings say, or holds NaN.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Write(
        string path, ReadOnlySpan<float> melImage, MelSettings settings, IReadOnlyDictionary<string, string>? properties = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(settings);
        (int bands, int frames) = (settings.MelBands, settings.Frames);
        if (melImage.Length != bands * frames)
            throw new ArgumentException($"The mel image has {melImage.Length} values; the settings ask for {bands} x "
                + $"{frames} = {bands * frames}.", nameof(melImage));
        var grey = new L16[bands * frames];
        for (int row = 0; row < bands; row++)
        {
            ReadOnlySpan<float> band = melImage.Slice((bands - 1 - row) * frames, frames);
            for (int i = 0; i < frames; i++)
            {
                if (float.IsNaN(band[i]))
                    throw new ArgumentException($"The mel image holds NaN in band {bands - 1 - row}, frame {i}.", nameof(melImage));
                grey[row * frames + i] = new L16((ushort)MathF.Round((Math.Clamp(band[i], -1, 1) + 1) * (ushort.MaxValue / 2f)));
            }
        }
        using Image<L16> image = Image.LoadPixelData(grey, frames, bands);
        PngMetadata metadata = image.Metadata.GetPngMetadata();
        foreach ((string keyword, string text) in properties ?? new Dictionary<string, string>())
        {
            if (keyword != GeneratorMetadata.MelKey) metadata.TextData.Add(new PngTextData(keyword, text, "", ""));
        }
        metadata.TextData.Add(new PngTextData(GeneratorMetadata.MelKey, settings.ToJson(), "", ""));
        AtomicFile.Write(path, stream => image.SaveAsPng(stream));
    }

    /// <summary>Reads such a picture, or, with <paramref name="settings"/>, any picture of the right size, whose luminance counts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the picture stands for; null means that the picture says it itself.</param>
    /// <exception cref="Pix2PitchException">
    /// The file is no picture, is damaged, says nothing of its settings or has another size than they say.
    /// </exception>
    public static SpectrogramImage Read(string path, MelSettings? settings = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        IImageInfo info = Identify(path);
        Dictionary<string, string> texts = TextsOf(info);
        if (settings is null)
        {
            if (!texts.ContainsKey(GeneratorMetadata.MelKey))
                throw new Pix2PitchException($"The picture '{path}' does not say what its pixels stand for: name the "
                    + $"settings with --preset ({string.Join(", ", MelSettings.Presets.Keys)}).");
            settings = new PropertyReader(texts, path).Mel();
        }
        (int bands, int frames) = (settings.MelBands, settings.Frames);
        if (info.Width != frames || info.Height != bands)
            throw new Pix2PitchException($"The picture '{path}' is {info.Width} x {info.Height} pixels and its settings "
                + $"ask for {frames} x {bands}: use the unscaled picture or the preset that fits it.");

        var mel = new float[bands * frames];
        using Image<L16> image = Open(path, () => Image.Load<L16>(path));
        image.ProcessPixelRows(rows =>
        {
            for (int row = 0; row < bands; row++)
            {
                Span<L16> grey = rows.GetRowSpan(row);
                for (int i = 0; i < frames; i++) mel[(bands - 1 - row) * frames + i] = grey[i].PackedValue / (ushort.MaxValue / 2f) - 1;
            }
        });
        return new SpectrogramImage(mel, settings, texts);
    }

    /// <summary>The texts of any PNG file, by keyword; nothing is decoded.</summary>
    /// <exception cref="Pix2PitchException">The file is not a PNG or is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadProperties(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TextsOf(Identify(path));
    }

    private static Dictionary<string, string> TextsOf(IImageInfo info)
    {
        var texts = new Dictionary<string, string>();
        foreach (PngTextData text in info.Metadata.GetPngMetadata().TextData) texts[text.Keyword] = text.Value;
        return texts;
    }

    /// <summary>Size and texts; nothing is decoded.</summary>
    private static IImageInfo Identify(string path) => Open(path, () => new FileInfo(path) is { Exists: true, Length: > MaximumFileLength and var length }
        ? throw new Pix2PitchException($"'{path}' is too large for a picture of a spectrogram ({length >> 20} MB): use the picture that Pix2Pitch has written.")
        : Image.Identify(path)
            ?? throw new Pix2PitchException($"'{path}' is not a PNG picture: give a picture that Pix2Pitch has written with --spectrogram."));

    private static T Open<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ImageFormatException e)
        {
            throw new Pix2PitchException($"The picture '{path}' is damaged or cut off: make or copy it again.", e);
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
}
