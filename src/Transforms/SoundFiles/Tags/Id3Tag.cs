using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.SoundFiles.Tags;

/// <summary>ID3 tags: versions 2.2 to 2.4, which may precede any format, and version 1 at the end of MP3 files.</summary>
internal static class Id3Tag
{
    /// <summary>Length of a version 1 tag in bytes.</summary>
    public const int Version1Length = 128;

    private const int MaxTags = 4, HeadLength = 10;

    /// <summary>The position of the content, after all tags.</summary>
    public static long Skip(FileStream file)
    {
        long at = 0;
        for (int tags = 0; tags < MaxTags && ReadHead(file, at) is { } head; tags++) at += head.Total;
        return at;
    }

    /// <summary>Whether there is a version 1 tag at the end.</summary>
    public static bool HasVersion1(FileStream file)
    {
        Span<byte> name = stackalloc byte[3];
        file.Position = Math.Max(0, file.Length - Version1Length);
        return file.Length >= Version1Length && file.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) == name.Length && name.SequenceEqual("TAG"u8);
    }

    /// <summary>Reads the version 1 tag if there is one: title, artist, year, in Latin-1.</summary>
    public static void ReadVersion1(FileStream file, TagFields fields)
    {
        if (!HasVersion1(file)) return;
        ReadOnlySpan<byte> tag = SoundTags.ReadBytes(file, file.Length - Version1Length, Version1Length);
        var source = new object();
        fields.Add(source, "TITLE", Field(tag.Slice(3, 30)));
        fields.Add(source, "ARTIST", Field(tag.Slice(33, 30)));
        fields.Add(source, "DATE", Field(tag.Slice(93, 4)));

        static string Field(ReadOnlySpan<byte> letters)
        {
            int end = letters.IndexOf((byte)0);
            return Encoding.Latin1.GetString(end < 0 ? letters : letters[..end]);
        }
    }

    /// <summary>Reads a version 2 tag if there is one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fields">Receives the fields of the tag.</param>
    /// <param name="at">Position of the tag.</param>
    /// <param name="limit">Maximum length of the tag in bytes, whatever its header says.</param>
    public static void Read(FileStream file, TagFields fields, long at = 0, long limit = long.MaxValue)
    {
        long available = Math.Min(limit, file.Length - at) - HeadLength;
        if (available < 0 || ReadHead(file, at) is not { } head) return;
        byte[] all = SoundTags.ReadBytes(file, at + HeadLength, Math.Min(Math.Min(head.Length, TagFields.MaxBytes), available));
        bool isUnsynchronised = (head.Flags & 0x80) != 0, hasExtension = (head.Flags & 0x40) != 0;
        if (isUnsynchronised && head.Version < 4) all = RemoveUnsynchronisation(all);
        ReadOnlySpan<byte> frames = all;
        if (hasExtension && head.Version >= 3 && frames.Length > 4)
        {
            long length = head.Version == 3 ? 4L + BinaryPrimitives.ReadUInt32BigEndian(frames) : Length(frames);
            frames = frames[(int)Math.Min(length, frames.Length)..];
        }
        var source = new object();
        int headLength = head.Version == 2 ? 6 : HeadLength;
        while (frames.Length > headLength && frames[0] != 0)
        {
            string id = Encoding.ASCII.GetString(frames[..(head.Version == 2 ? 3 : 4)]);
            long length = FrameLength(frames, head.Version);
            if (length > frames.Length - headLength) return;
            ReadOnlySpan<byte> content = frames.Slice(headLength, (int)length);
            int flags = head.Version == 2 ? 0 : frames[9];
            frames = frames[(headLength + (int)length)..];
            if ((flags & (head.Version == 3 ? 0xC0 : 0x0C)) != 0) continue; // compressed or encrypted
            if (head.Version == 4 && (flags & 1) != 0) content = content[Math.Min(4, content.Length)..]; // a length comes first
            if (head.Version == 4 && ((flags & 2) != 0 || isUnsynchronised)) content = RemoveUnsynchronisation(content);
            AddFrame(fields, source, id, content);
        }
    }

    private static void AddFrame(TagFields fields, object source, string id, ReadOnlySpan<byte> content)
    {
        if (content.Length < 2) return;
        if (id is "TXX" or "TXXX")
        {
            string text = Text(content);
            int end = text.IndexOf('\0', StringComparison.Ordinal);
            if (end > 0) fields.Add(source, text[..end], text[(end + 1)..].TrimStart('\uFEFF'));
            return;
        }
        if (id is "WCP" or "WCOP")
        {
            fields.Add(source, "LICENSE", Encoding.Latin1.GetString(content));
            return;
        }
        string? name = id switch
        {
            "TT2" or "TIT2" => "TITLE",
            "TCM" or "TCOM" => "COMPOSER",
            "TP1" or "TPE1" => "ARTIST",
            "TP3" or "TPE3" => "PERFORMER", // the conductor
            "TYE" or "TYER" or "TDRC" => "DATE",
            "TOR" or "TORY" or "TDOR" => "ORIGINALDATE",
            "TCO" or "TCON" => "GENRE",
            _ => null,
        };
        if (name is null) return;
        string value = Text(content);
        fields.Add(source, name, name == "GENRE" ? WithoutNumbers(value) : value);
    }

    // The first byte is the text encoding.
    private static string Text(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> text = content[1..];
        return content[0] switch
        {
            1 when text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) => Encoding.BigEndianUnicode.GetString(text[2..]),
            1 when text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) => Encoding.Unicode.GetString(text[2..]),
            1 => Encoding.Unicode.GetString(text),
            2 => Encoding.BigEndianUnicode.GetString(text),
            3 => Encoding.UTF8.GetString(text),
            _ => Encoding.Latin1.GetString(text),
        };
    }

    // Removes genre numbers: "(32)Classical" becomes "Classical". The names in the list of numbered genres are not styles.
    private static string WithoutNumbers(string genre)
    {
        string text = genre.Trim('\0', ' ');
        while (text.StartsWith('(') && text.IndexOf(')', StringComparison.Ordinal) is > 0 and int end) text = text[(end + 1)..];
        return text.All(char.IsAsciiDigit) ? "" : text;
    }

    // In version 2.4 a length has four times seven bits, but some programs write 32 bits.
    private static long FrameLength(ReadOnlySpan<byte> head, int version)
    {
        if (version == 2) return head[3] << 16 | head[4] << 8 | head[5];
        bool isPlain = version == 3 || head[4..8].IndexOfAnyInRange((byte)128, (byte)255) >= 0;
        return isPlain ? BinaryPrimitives.ReadUInt32BigEndian(head[4..]) : Length(head[4..]);
    }

    // Removes unsynchronisation: a 0 after each 255, which keeps the tag from looking like an MP3 frame.
    private static byte[] RemoveUnsynchronisation(ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            result.Add(bytes[i]);
            if (bytes[i] == 0xFF && i + 1 < bytes.Length && bytes[i + 1] == 0) i++;
        }
        return [.. result];
    }

    // The header of a tag at this position, and the length of the tag including the header; null if there is none.
    private static (int Version, int Flags, int Length, long Total)? ReadHead(FileStream file, long at)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        file.Position = at;
        if (file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) < HeadLength || !head.StartsWith("ID3"u8)) return null;
        int length = Length(head[6..]);
        bool hasFooter = (head[5] & 0x10) != 0;
        return (head[3], head[5], length, HeadLength + (long)length + (hasFooter ? HeadLength : 0));
    }

    // Four times seven bits.
    private static int Length(ReadOnlySpan<byte> bytes) => (bytes[0] & 127) << 21 | (bytes[1] & 127) << 14 | (bytes[2] & 127) << 7 | (bytes[3] & 127);
}
