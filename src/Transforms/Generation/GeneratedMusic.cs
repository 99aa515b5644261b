using System.Globalization;
using System.Security.Cryptography;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>Music that was made of a painting.</summary>
public sealed class GeneratedMusic
{
    private readonly Source _painting;

    internal GeneratedMusic(
        Source painting, float[] samples, MelSpectrogram melSpectrogram, int clips, GeneratorMetadata generator, int seed, Style? style, MusicOptions options)
    {
        _painting = painting;
        (Samples, MelSpectrogram, Clips) = (samples, melSpectrogram, clips);
        (Generator, Seed, Style) = (generator, seed, style);
        (Creativity, Iterations, Accelerator) = (options.Creativity, options.Inversion.Iterations, options.Accelerator);
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 hash of the painting's file.</summary>
    public string PaintingHash => _painting.Hash;

    /// <summary>The painting's file; empty where it came from a stream or an image in memory.</summary>
    public string PaintingPath => _painting.Path;

    /// <summary>The sound: mono, in [-1, 1], at <see cref="SampleRate"/>.</summary>
    public float[] Samples { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRate => Generator.Mel.SampleRate;

    /// <summary>Length of the sound in seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;

    /// <summary>What the generator made; where there are several clips, of all of them.</summary>
    public MelSpectrogram MelSpectrogram { get; }

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
        MelSpectrogram.AddTo(properties);
        if (Samples.Length != Generator.Mel.ClipSamples) properties[GeneratorMetadata.KeyPrefix + "clips"] = Clips.ToString(CultureInfo.InvariantCulture);
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

    /// <summary>Writes the mel-spectrogram as a PNG that can become sound again, under a temporary name first.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteSpectrogram(string path) => SpectrogramPng.Write(path, MelSpectrogram, ToProperties());

    /// <summary>
    /// Writes a picture for people as PNG: the painting, made square as for the network, beside its spectrogram in colour. The painting's file is
    /// read again for a sharp picture; one from a stream or an image in memory is enlarged from what the network saw.
    /// </summary>
    /// <exception cref="Pix2PitchException">The painting can no longer be read, or the file cannot be written.</exception>
    public void WritePicture(string path) => SpectrogramPicture.WriteBeside(path, MelSpectrogram, _painting.Square);

    /// <summary>The painting that music is made of.</summary>
    /// <param name="Path">Its file; empty where there is none.</param>
    /// <param name="Hash">The start of the hash of its content.</param>
    /// <param name="Pixels">[3, S, S] in [-1, 1] for the network.</param>
    /// <param name="Square">The same with a side of any length.</param>
    internal sealed record Source(string Path, string Hash, float[] Pixels, Func<int, float[]> Square)
    {
        public static Source Of(string path, GeneratorMetadata generator)
        {
            var options = new PaintingOptions { Size = generator.ImageSize, Fit = generator.Fit };
            float[] pixels = PaintingReader.Read(path, options);
            return new Source(path, HashOf(path), pixels, side => PaintingReader.Read(path, options with { Size = side }));
        }

        /// <summary>A painting in a file that will be deleted.</summary>
        public static Source OfCopy(string path, GeneratorMetadata generator)
        {
            Source source = Of(path, generator);
            return source with { Path = "", Square = side => PaintingScaler.Scale(source.Pixels, generator.ImageSize, side) };
        }
    }
}
