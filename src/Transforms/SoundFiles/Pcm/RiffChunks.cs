using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>The chunks of RIFF, RIFX, RF64 and BW64 files, and of AIFF files, which are built alike.</summary>
internal static class RiffChunks
{
    /// <summary>The chunks of a file, as far as it goes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isBigEndian">Whether lengths have their high byte first, as in AIFF and RIFX.</param>
    /// <param name="at">Where the first chunk begins.</param>
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

    /// <summary>The four letters of a chunk as <see cref="Read"/> gives them.</summary>
    public static uint Id(string name) => (uint)(name[0] | name[1] << 8 | name[2] << 16 | name[3] << 24);

    /// <summary>Whether it can be a chunk's name: four printable letters.</summary>
    public static bool IsName(uint id)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(letters, id);
        return IsName(letters);
    }

    private static bool IsName(ReadOnlySpan<byte> letters) => letters.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    // A chunk of an odd length is followed by a byte of padding, which some programs leave out: the next chunk's name shows where it begins.
    private static bool IsPaddingMissing(FileStream file, long at)
    {
        Span<byte> next = stackalloc byte[5];
        file.Position = at;
        return file.ReadAtLeast(next, next.Length, throwOnEndOfStream: false) == next.Length && IsName(next[..4]) && !IsCommon(next[1..]);

        // What is most likely to follow padding that is not 0.
        static bool IsCommon(ReadOnlySpan<byte> name)
            => name.SequenceEqual("data"u8) || name.SequenceEqual("fmt "u8) || name.SequenceEqual("LIST"u8) || name.SequenceEqual("SSND"u8) || name.SequenceEqual("COMM"u8);
    }
}
