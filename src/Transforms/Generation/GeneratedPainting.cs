using System.Globalization;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>A painting that was made from music.</summary>
public sealed class GeneratedPainting
{
    internal GeneratedPainting(
        string recordingPath, float[] pixels, MelSpectrogram heard, GeneratorMetadata generator, int seed, Style? style, double startSeconds, MusicToPaintingOptions options)
    {
        (RecordingPath, RecordingHash, Pixels, MelSpectrogram) = (recordingPath, GeneratedMusic.HashOf(recordingPath), pixels, heard);
        (Generator, Seed, Style, StartSeconds, Creativity, Accelerator) = (generator, seed, style, startSeconds, options.Creativity, options.Accelerator);
    }

    /// <summary>The sound file.</summary>
    public string RecordingPath { get; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 hash of the sound file.</summary>
    public string RecordingHash { get; }

    /// <summary>Where in the recording the clip begins, in seconds.</summary>
    public double StartSeconds { get; }

    /// <summary>The mel-spectrogram of the clip, the input of the generator.</summary>
    public MelSpectrogram MelSpectrogram { get; }

    /// <summary>The painting: 3 x S x S values, planes red, green and blue, in [-1, 1]. S is <see cref="GeneratorMetadata.ImageSize"/>.</summary>
    public float[] Pixels { get; }

    /// <summary>The generator's metadata.</summary>
    public GeneratorMetadata Generator { get; }

    /// <summary>The seed of the noise.</summary>
    public int Seed { get; }

    /// <summary>The requested style; null means none.</summary>
    public Style? Style { get; }

    /// <summary>The strength of the noise, from 0 to 1.</summary>
    public float Creativity { get; }

    /// <summary>The processor or GPU that the network ran on.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>Everything that is needed to make the painting again, as text by key. <see cref="Write"/> stores it in the file.</summary>
    public IReadOnlyDictionary<string, string> ToProperties()
    {
        var properties = new Dictionary<string, string>(Generator.ToProperties())
        {
            [RecordingKey] = Path.GetFileName(RecordingPath),
            [RecordingHashKey] = RecordingHash,
            [GeneratorMetadata.KeyPrefix + "start"] = StartSeconds.ToString(CultureInfo.InvariantCulture),
            [GeneratorMetadata.KeyPrefix + "seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            [GeneratorMetadata.KeyPrefix + "style"] = Style is { } style ? StyleNames.Of(style) : "unknown",
            [GeneratorMetadata.KeyPrefix + "creativity"] = Creativity.ToString(CultureInfo.InvariantCulture),
            [GeneratorMetadata.KeyPrefix + "accelerator"] = Accelerator.ToString().ToLowerInvariant(),
        };
        properties.Remove(MelSpectrogram.OptionsKey); // a picture with this text is a spectrogram, which can be inverted
        return properties;
    }

    /// <summary>Writes the painting as a PNG of S x S pixels. The file is written atomically.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var canvas = new PictureCanvas(Generator.ImageSize, Generator.ImageSize);
        canvas.Paint(Pixels, Generator.ImageSize, 0, 0);
        canvas.Save(path, ToProperties());
    }

    internal const string RecordingKey = GeneratorMetadata.KeyPrefix + "recording";
    internal const string RecordingHashKey = GeneratorMetadata.KeyPrefix + "recording-hash";
}
