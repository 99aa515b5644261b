using System.Globalization;
using System.Security.Cryptography;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>Music that was made of a painting.</summary>
public sealed class GeneratedMusic
{
    internal GeneratedMusic(
        string paintingPath, string paintingHash, float[] samples, float[] melImage, int clips, GeneratorMetadata generator, int seed, Style? style, MusicOptions options)
    {
        (PaintingPath, PaintingHash, Samples, MelImage, Clips) = (paintingPath, paintingHash, samples, melImage, clips);
        (Generator, Seed, Style) = (generator, seed, style);
        (Creativity, Iterations, Accelerator) = (options.Creativity, options.Inversion.Iterations, options.Accelerator);
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 hash of the painting's file.</summary>
    public string PaintingHash { get; }

    /// <summary>The painting's file.</summary>
    public string PaintingPath { get; }

    /// <summary>The sound: mono, in [-1, 1], at <see cref="SampleRate"/>.</summary>
    public float[] Samples { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRate => Generator.Mel.SampleRate;

    /// <summary>Length of the sound in seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;

    /// <summary>
    /// The generator's mel image: bands x frames values in [-1, 1], band 0 the lowest; that of all clips where there are several.
    /// </summary>
    public float[] MelImage { get; }

    /// <summary>How many clips it is made of, of the seeds from <see cref="Seed"/> on.</summary>
    public int Clips { get; }

    /// <summary>The generator's metadata.</summary>
    public GeneratorMetadata Generator { get; }

    /// <summary>The seed that it was made with.</summary>
    public int Seed { get; }

    /// <summary>The style that was asked for; null means none.</summary>
    public Style? Style { get; }

    /// <summary>The size of the noise that it was made with, from 0 to 1.</summary>
    public float Creativity { get; }

    /// <summary>The iterations of Griffin-Lim for <see cref="Samples"/>.</summary>
    public int Iterations { get; }

    /// <summary>What the network ran on.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>
    /// What is needed to trace it or to make it again, as texts; <see cref="WriteWave"/> and <see cref="WriteSpectrogram"/>
    /// store them.
    /// </summary>
    public IReadOnlyDictionary<string, string> ToProperties()
    {
        var properties = new Dictionary<string, string>(Generator.ToProperties())
        {
            [GeneratorMetadata.KeyPrefix + "painting"] = Path.GetFileName(PaintingPath),
            [GeneratorMetadata.KeyPrefix + "painting-hash"] = PaintingHash,
            [GeneratorMetadata.KeyPrefix + "seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            [GeneratorMetadata.KeyPrefix + "style"] = Style is { } style ? StyleNames.Of(style) : "unknown",
            [GeneratorMetadata.KeyPrefix + "creativity"] = Creativity.ToString(CultureInfo.InvariantCulture),
            [GeneratorMetadata.KeyPrefix + "iterations"] = Iterations.ToString(CultureInfo.InvariantCulture),
            [GeneratorMetadata.KeyPrefix + "accelerator"] = Accelerator.ToString().ToLowerInvariant(),
        };
        if (Samples.Length == Generator.Mel.ClipSamples) return properties;
        properties[GeneratorMetadata.SecondsKey] = SpectrogramPng.SecondsText(Seconds);
        properties[GeneratorMetadata.KeyPrefix + "clips"] = Clips.ToString(CultureInfo.InvariantCulture);
        return properties;
    }

    internal static string HashOf(string painting)
    {
        using FileStream file = File.OpenRead(painting);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    /// <summary>Writes the sound as WAV, 16 bit PCM, under a temporary name first.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteWave(string path) => WaveWriter.Write(path, Samples, SampleRate, ToProperties());

    /// <summary>Writes the mel image as a PNG that can become sound again, under a temporary name first.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteSpectrogram(string path) => SpectrogramPng.Write(path, MelImage, Generator.Mel, ToProperties(), seconds: Seconds);

    /// <summary>Writes a picture for people as PNG: the painting as the network sees it beside its spectrogram in colour.</summary>
    /// <exception cref="Pix2PitchException">The painting can no longer be read, or the file cannot be written.</exception>
    public void WritePicture(string path)
    {
        var options = new PaintingOptions { Size = Generator.ImageSize, Fit = Generator.Fit };
        PaintingAndSpectrogram.Write(path, PaintingPath, options, MelImage, Generator.Mel);
    }
}
