using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>The chunks of RIFF, RIFX, RF64, BW64 and AIFF files, which have the same structure.</summary>
internal static class RiffChunks
{
    /// <summary>The chunks of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isBigEndian">Whether lengths are big-endian, as in AIFF and RIFX.</param>
    /// <param name="at">Position of the first chunk.</param>
    public static IEnumerable<(uint Id, long Start, uint Length)> Read(FileStream file, bool isBigEndian = false, long at = 12)
    {
        var head = new byte[8];
        while (at + head.Length <= file.Length)
        {
            file.Position = at;
            file.ReadExactly(head);
            uint length = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4)) : BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            yield return (BinaryPrimitives.ReadUInt32LittleEndian(head), at + 8, length);
            at += 8 + (long)length;
            if ((length & 1) == 1 && !IsPaddingMissing(file, at)) at++;
        }
    }

    /// <summary>The texts in the content of a LIST chunk, such as INAM, the title; none if the list is not of the type INFO.</summary>
    /// <param name="list">The content of the chunk.</param>
    /// <param name="isBigEndian">Whether lengths are big-endian.</param>
    public static IEnumerable<(uint Id, ReadOnlyMemory<byte> Text)> ReadInfo(ReadOnlyMemory<byte> list, bool isBigEndian = false)
    {
        if (!list.Span.StartsWith("INFO"u8)) yield break;
        for (int at = 4; at + 8 <= list.Length;)
        {
            ReadOnlyMemory<byte> field = list[at..];
            uint length = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(field.Span[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(field.Span[4..]);
            if (length > field.Length - 8) yield break;
            yield return (BinaryPrimitives.ReadUInt32LittleEndian(field.Span), field.Slice(8, (int)length));
            at += 8 + (int)length + (int)(length & 1);
        }
    }

    /// <summary>The four letters of a chunk as <see cref="Read"/> returns them.</summary>
    public static uint Id(string name) => (uint)(name[0] | name[1] << 8 | name[2] << 16 | name[3] << 24);

    /// <summary>Whether it can be the name of a chunk: four printable letters.</summary>
    public static bool IsName(uint id)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(letters, id);
        return IsName(letters);
    }

    private static bool IsName(ReadOnlySpan<byte> letters) => letters.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    // A chunk with an odd length is followed by a padding byte, which some programs omit. The name of the next chunk shows where it starts.
    private static bool IsPaddingMissing(FileStream file, long at)
    {
        Span<byte> next = stackalloc byte[5];
        file.Position = at;
        return file.ReadAtLeast(next, next.Length, throwOnEndOfStream: false) == next.Length && IsName(next[..4]) && !IsCommon(next[1..]);

        // Chunks that are likely to follow a padding byte that is not 0.
        static bool IsCommon(ReadOnlySpan<byte> name)
            => name.SequenceEqual("data"u8) || name.SequenceEqual("fmt "u8) || name.SequenceEqual("LIST"u8) || name.SequenceEqual("SSND"u8) || name.SequenceEqual("COMM"u8);
    }
}
