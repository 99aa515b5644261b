using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Makes valid and invalid AIFF and AIFC files.</summary>
internal sealed record AiffBytes
{
    public int Channels { get; init; } = 1;

    public int SampleRate { get; init; } = 22050;

    public int Bits { get; init; } = 16;

    /// <summary>The four letters of an AIFC file's encoding; null for AIFF.</summary>
    public string? Compression { get; init; }

    public uint? Samples { get; init; }

    public uint? DataLength { get; init; }

    public int BytesPerSample { get; init; } = 2;

    public byte[] Data { get; init; } = [];

    public (string Id, byte[] Content)[] Before { get; init; } = [];

    public bool IsSoundFirst { get; init; }

    /// <summary>A file with samples of 16 bits.</summary>
    public static AiffBytes Of(float[] samples, int sampleRate)
    {
        var data = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16BigEndian(data.AsSpan(2 * i), (short)Math.Clamp(Math.Round(samples[i] * 32768), -32768, 32767));
        return new AiffBytes { SampleRate = sampleRate, Data = data };
    }

    /// <summary>A file with floating point samples of 32 bits.</summary>
    public static AiffBytes OfFloats(float[] samples, int sampleRate)
    {
        var data = new byte[4 * samples.Length];
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteSingleBigEndian(data.AsSpan(4 * i), samples[i]);
        return new AiffBytes { SampleRate = sampleRate, Data = data, Compression = "fl32", Bits = 32, BytesPerSample = 4 };
    }

    public byte[] ToArray()
    {
        byte[] sound = Chunk("SSND", [0, 0, 0, 0, 0, 0, 0, 0, .. Data], DataLength is { } length ? length + 8 : null);
        byte[] common = Chunk("COMM", Common(), null);
        byte[] content =
        [
            .. Encoding.ASCII.GetBytes(Compression is null ? "AIFF" : "AIFC"),
            .. Before.SelectMany(chunk => Chunk(chunk.Id, chunk.Content, null)),
            .. IsSoundFirst ? [.. sound, .. common] : (byte[])[.. common, .. sound],
        ];
        return Chunk("FORM", content, null);
    }

    private byte[] Common()
    {
        var bytes = new byte[18];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)Channels);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(2), Samples ?? (uint)(Data.Length / BytesPerSample / Channels));
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(6), (short)Bits);
        // 80 bits: sign, exponent with a bias of 16,383, and mantissa with its leading 1.
        int exponent = 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)SampleRate);
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(8), (short)(16383 + exponent));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(10), (ulong)SampleRate << (63 - exponent));
        return Compression is null ? bytes : [.. bytes, .. Encoding.ASCII.GetBytes(Compression), 0, 0];
    }

    private static byte[] Chunk(string id, byte[] content, uint? length)
    {
        var head = new byte[8];
        Encoding.ASCII.GetBytes(id).CopyTo(head, 0);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), length ?? (uint)content.Length);
        return content.Length % 2 == 1 ? [.. head, .. content, 0] : [.. head, .. content];
    }
}
