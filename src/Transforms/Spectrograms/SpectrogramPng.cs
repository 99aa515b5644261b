using Pix2Pitch.Audio;
using Pix2Pitch.Generation;

namespace Pix2Pitch.Spectrograms;

/// <summary>
/// A mel image as a picture for machines: a grey PNG of 16 bits, time from left to right, the lowest band at the bottom, black 80 dB
/// (<see cref="MelSettings.TopDecibels"/>) under the peak and white the peak, with all settings in text chunks, so that the picture alone
/// can become sound again. A step of grey is 0.0012 dB.
/// </summary>
public static class SpectrogramPng
{
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
        Dictionary<string, string> texts = properties is null ? [] : new(properties);
        texts[GeneratorMetadata.MelKey] = settings.ToJson();

        var grey = new ushort[bands * frames];
        for (int row = 0; row < bands; row++)
        {
            ReadOnlySpan<float> band = melImage.Slice((bands - 1 - row) * frames, frames);
            for (int i = 0; i < frames; i++)
            {
                if (float.IsNaN(band[i]))
                    throw new ArgumentException($"The mel image holds NaN in band {bands - 1 - row}, frame {i}.", nameof(melImage));
                grey[row * frames + i] = (ushort)MathF.Round((Math.Clamp(band[i], -1, 1) + 1) * (ushort.MaxValue / 2f));
            }
        }
        byte[] file = GreyPng.Encode(grey, frames, bands, texts);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>Reads such a picture, or, with <paramref name="settings"/>, any grey PNG of the right size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the picture stands for; null means that the picture says it itself.</param>
    /// <exception cref="Pix2PitchException">
    /// The file is not a PNG, is damaged, says nothing of its settings or has another size than they say.
    /// </exception>
    public static SpectrogramImage Read(string path, MelSettings? settings = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        GreyPng png = GreyPng.Open(path);
        if (settings is null)
        {
            if (!png.Texts.ContainsKey(GeneratorMetadata.MelKey))
                throw new Pix2PitchException($"The picture '{path}' does not say what its pixels stand for: name the "
                    + $"settings with --preset ({string.Join(", ", MelSettings.Presets.Keys)}).");
            settings = new PropertyReader(png.Texts, path).Mel();
        }
        (int bands, int frames) = (settings.MelBands, settings.Frames);
        if (png.Width != frames || png.Height != bands)
            throw new Pix2PitchException($"The picture '{path}' is {png.Width} x {png.Height} pixels and its settings "
                + $"ask for {frames} x {bands}: use the unscaled picture or the preset that fits it.");

        ushort[] grey = png.Decode();
        var mel = new float[grey.Length];
        for (int row = 0; row < bands; row++)
        {
            for (int i = 0; i < frames; i++) mel[(bands - 1 - row) * frames + i] = grey[row * frames + i] / (ushort.MaxValue / 2f) - 1;
        }
        return new SpectrogramImage(mel, settings, png.Texts);
    }

    /// <summary>The texts of any PNG file, by keyword; nothing is decoded.</summary>
    /// <exception cref="Pix2PitchException">The file is not a PNG or is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadProperties(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return GreyPng.Open(path).Texts;
    }
}
