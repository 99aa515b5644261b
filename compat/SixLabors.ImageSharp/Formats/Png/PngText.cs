using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Reads and writes the text chunks of a PNG (PNG specification, section 11.3.4).</summary>
internal static class PngText
{
    private const int SignatureLength = 8, MaximumChunkLength = 8 << 20, MaximumTextLength = 8 << 20, HeaderEnd = SignatureLength + 25;
    private static readonly uint[] s_crcTable = MakeCrcTable();

    /// <summary>The text chunks of a stream that begins with a PNG signature; broken ones are left out.</summary>
    internal static List<PngTextData> Read(Stream stream)
    {
        var texts = new List<PngTextData>();
        stream.Position = SignatureLength;
        Span<byte> head = stackalloc byte[8];
        while (stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
            ReadOnlySpan<byte> type = head[4..];
            if (type.SequenceEqual("IEND"u8)) break;
            bool isText = type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8);
            if (!isText || length > MaximumChunkLength)
            {
                stream.Seek(length + 4L, SeekOrigin.Current);
                continue;
            }
            byte[] data = new byte[length];
            if (stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length) break;
            stream.Seek(4, SeekOrigin.Current);
            if (Parse(type[0], data) is { } text) texts.Add(text);
        }
        stream.Position = 0;
        return texts;
    }

    /// <summary>The PNG with these texts right after its header: tEXt if they are Latin-1, iTXt if not.</summary>
    internal static byte[] Insert(byte[] png, IList<PngTextData> texts)
    {
        if (texts.Count == 0) return png;
        using var result = new MemoryStream(png.Length + 1024);
        result.Write(png, 0, HeaderEnd);
        foreach (PngTextData text in texts) Write(result, text);
        result.Write(png, HeaderEnd, png.Length - HeaderEnd);
        return result.ToArray();
    }

    private static PngTextData? Parse(byte type, ReadOnlySpan<byte> data)
    {
        int end = data.IndexOf((byte)0);
        if (end is < 1 or > 79) return null;
        string keyword = Encoding.Latin1.GetString(data[..end]);
        ReadOnlySpan<byte> rest = data[(end + 1)..];
        try
        {
            switch (type)
            {
                case (byte)'t':
                    return new PngTextData(keyword, Encoding.Latin1.GetString(rest), "", "");
                case (byte)'z':
                    return rest.Length < 1 || rest[0] != 0 ? null : new PngTextData(keyword, Encoding.Latin1.GetString(Inflate(rest[1..])), "", "");
                default:
                    if (rest.Length < 2 || rest[0] > 1 || rest[1] != 0) return null;
                    bool compressed = rest[0] == 1;
                    rest = rest[2..];
                    int languageEnd = rest.IndexOf((byte)0);
                    if (languageEnd < 0) return null;
                    string language = Encoding.Latin1.GetString(rest[..languageEnd]);
                    rest = rest[(languageEnd + 1)..];
                    int translatedEnd = rest.IndexOf((byte)0);
                    if (translatedEnd < 0) return null;
                    string translated = Encoding.UTF8.GetString(rest[..translatedEnd]);
                    rest = rest[(translatedEnd + 1)..];
                    return new PngTextData(keyword, Encoding.UTF8.GetString(compressed ? Inflate(rest) : rest), language, translated);
            }
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        byte[] text = new byte[MaximumTextLength];
        int length = zlib.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return length < text.Length ? text.AsSpan(0, length) : throw new InvalidDataException("The text is too long.");
    }

    private static void Write(MemoryStream png, PngTextData text)
    {
        using var chunk = new MemoryStream();
        bool international = !IsLatin1(text.Value) || text.LanguageTag.Length > 0 || text.TranslatedKeyword.Length > 0;
        chunk.Write(international ? "iTXt"u8 : "tEXt"u8);
        chunk.Write(Encoding.Latin1.GetBytes(text.Keyword));
        chunk.WriteByte(0);
        if (international)
        {
            chunk.Write([0, 0]);
            chunk.Write(Encoding.Latin1.GetBytes(text.LanguageTag));
            chunk.WriteByte(0);
            chunk.Write(Encoding.UTF8.GetBytes(text.TranslatedKeyword));
            chunk.WriteByte(0);
        }
        chunk.Write((international ? Encoding.UTF8 : Encoding.Latin1).GetBytes(text.Value));
        ReadOnlySpan<byte> written = chunk.GetBuffer().AsSpan(0, (int)chunk.Length);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, written.Length - 4);
        png.Write(number);
        png.Write(written);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(written));
        png.Write(number);
    }

    private static bool IsLatin1(string text) => !text.AsSpan().ContainsAnyExceptInRange('\u0001', '\u00FF');

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data) crc = s_crcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        return table;
    }
}
