using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Pix2Pitch.SoundFiles;

/// <summary>Writes WAV files: 16 bit PCM.</summary>
public static class WaveWriter
{
    internal const string Software = "Pix2Pitch";

    /// <summary>
    /// Writes a WAV file. Samples beyond full scale are clipped, not wrapped. The file is written under a temporary name and moved when it is complete.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="samples">Samples in [-1, 1]; those of several channels in turn.</param>
    /// <param name="sampleRate">Samples per second; 1 or more.</param>
    /// <param name="properties">Properties to store in the file; <see cref="WaveProperties"/> reads them.</param>
    /// <param name="channels">Number of channels, 1 or 2.</param>
    /// <exception cref="ArgumentException">A sample is not a number, or the last samples are not one for each channel.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> samples, int sampleRate, IReadOnlyDictionary<string, string>? properties = null, int channels = 1)
    {
        byte[] bytes = ToBytes(samples, sampleRate, properties, channels);
        AtomicFile.Write(path, file => file.Write(bytes));
    }

    /// <summary>The bytes of the file that <see cref="Write"/> writes.</summary>
    internal static byte[] ToBytes(ReadOnlySpan<float> samples, int sampleRate, IReadOnlyDictionary<string, string>? properties = null, int channels = 1)
    {
        OptionRange.Check(channels, 1, 2);
        if (samples.Length % channels != 0) throw new ArgumentException($"{samples.Length} samples are not {channels} channels.", nameof(samples));
        if (sampleRate < 1) throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "The sample rate must be 1 Hz or more.");
        byte[] info = properties is null ? [] : InfoChunk(properties);
        long dataLength = 2L * samples.Length, riffLength = 4 + 24 + 8 + dataLength + info.Length;
        if (riffLength > uint.MaxValue) throw new ArgumentException($"{samples.Length} samples are too many for a WAV file.", nameof(samples));

        var bytes = new byte[44 + dataLength + info.Length];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)riffLength);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 2 * channels * sampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), (short)(2 * channels));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(40), (uint)dataLength);
        for (int n = 0; n < samples.Length; n++)
        {
            if (float.IsNaN(samples[n])) throw new ArgumentException($"Sample {n} is not a number.", nameof(samples));
            float scaled = Math.Clamp(MathF.Round(samples[n] * 32768f), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + 2 * n), (short)scaled);
        }
        info.CopyTo(bytes.AsSpan(44 + (int)dataLength));
        return bytes;
    }

    // LIST/INFO, after the sound: the software's name (ISFT), and the properties as a comment (ICMT) that other programs show.
    private static byte[] InfoChunk(IReadOnlyDictionary<string, string> properties)
    {
        using var content = new MemoryStream();
        content.Write("INFO"u8);
        Add("ISFT"u8, Encoding.UTF8.GetBytes(Software));
        Add("ICMT"u8, JsonSerializer.SerializeToUtf8Bytes(properties.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.Value)));
        var chunk = new byte[8 + content.Length];
        "LIST"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), (int)content.Length);
        content.ToArray().CopyTo(chunk, 8);
        return chunk;

        void Add(ReadOnlySpan<byte> id, byte[] text) // ends with a 0, and is padded to an even length
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length + 1);
            content.Write(id);
            content.Write(length);
            content.Write(text);
            content.Write(new byte[text.Length % 2 == 0 ? 2 : 1]);
        }
    }
}
