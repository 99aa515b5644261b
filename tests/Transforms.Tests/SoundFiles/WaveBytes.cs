using System.Text;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Makes valid and invalid WAV files.</summary>
internal sealed record WaveBytes
{
    public int Tag { get; init; } = 1;

    public int Channels { get; init; } = 1;

    public uint SampleRate { get; init; } = 22050;

    public int Bits { get; init; } = 16;

    public int? BlockAlign { get; init; }

    public bool Extensible { get; init; }

    public uint? DataLength { get; init; }

    public byte[] Data { get; init; } = [];

    public (string Id, byte[] Content)[] Before { get; init; } = [];

    public (string Id, byte[] Content)[] After { get; init; } = [];

    /// <summary>RIFF, RF64 or BW64.</summary>
    public string Form { get; init; } = "RIFF";

    /// <summary>Length of the sound in bytes in a "ds64" chunk.</summary>
    public long? LongLength { get; init; }

    /// <summary>Whether chunks with an odd length have no padding byte.</summary>
    public bool IsPaddingMissing { get; init; }

    public bool WithoutFormat { get; init; }

    public bool WithoutData { get; init; }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        writer.Write(Encoding.ASCII.GetBytes(Form));
        writer.Write(0); // ignored
        writer.Write("WAVE"u8);
        if (LongLength is { } longLength) Chunk(writer, "ds64", [.. new byte[8], .. BitConverter.GetBytes(longLength), .. new byte[12]], null);
        foreach ((string id, byte[] content) in Before) Chunk(writer, id, content, null);
        if (!WithoutFormat) Chunk(writer, "fmt ", Format(), null);
        if (!WithoutData) Chunk(writer, "data", Data, DataLength);
        foreach ((string id, byte[] content) in After) Chunk(writer, id, content, null);
        return stream.ToArray();
    }

    private byte[] Format()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        int align = BlockAlign ?? Channels * Bits / 8;
        writer.Write((short)(Extensible ? -2 : Tag));
        writer.Write((short)Channels);
        writer.Write(SampleRate);
        writer.Write(SampleRate * (uint)align);
        writer.Write((short)align);
        writer.Write((short)Bits);
        if (Extensible)
        {
            writer.Write((short)22);
            writer.Write((short)Bits);
            writer.Write(0);
            writer.Write((short)Tag);
            writer.Write([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        }
        return stream.ToArray();
    }

    private void Chunk(BinaryWriter writer, string id, byte[] content, uint? length)
    {
        writer.Write(Encoding.ASCII.GetBytes(id));
        writer.Write(length ?? (uint)content.Length);
        writer.Write(content);
        if (content.Length % 2 == 1 && !IsPaddingMissing) writer.Write((byte)0);
    }
}
