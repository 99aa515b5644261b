using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Pix2Pitch.Spectrograms;

/// <summary>
/// Just as much PNG (ISO/IEC 15948) as pictures of spectrograms need: 16-bit grey out; 8 and 16 bits of grey or RGB, with or without
/// alpha, in; texts both ways. Sizes are known before anything is unpacked.
/// </summary>
internal sealed class GreyPng
{
    private const long MaximumFileLength = 64 << 20;
    private const int MaximumTextLength = 1 << 20;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly string _path;
    private readonly List<byte> _packed = [];
    private readonly Dictionary<string, string> _texts = [];
    private int _depth;
    private int _channels;

    private GreyPng(string path) => _path = path;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>The file of a picture whose rows go from the top down.</summary>
    public static byte[] Encode(ReadOnlySpan<ushort> grey, int width, int height, IReadOnlyDictionary<string, string> texts)
    {
        var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 16; // bits; the zeros after it: grey, deflate, the five filters, not interlaced
        Append(file, "IHDR"u8, header);
        foreach ((string key, string value) in texts) // iTXt: keyword, 0, not compressed, no language, no translated keyword, UTF-8
            Append(file, "iTXt"u8, [.. Encoding.Latin1.GetBytes(key), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(value)]);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + 2 * width];
            for (int y = 0; y < height; y++)
            {
                row[0] = 2; // filter: the difference to the row above
                for (int i = 0; i < 2 * width; i++)
                    row[1 + i] = (byte)(ByteAt(grey, y, i, width) - (y == 0 ? 0 : ByteAt(grey, y - 1, i, width)));
                zlib.Write(row);
            }
        }
        Append(file, "IDAT"u8, packed.ToArray());
        Append(file, "IEND"u8, []);
        return file.ToArray();

        static byte ByteAt(ReadOnlySpan<ushort> grey, int y, int i, int width) => (byte)(grey[y * width + i / 2] >> (i % 2 == 0 ? 8 : 0));
    }

    /// <summary>Reads everything but the pixels.</summary>
    public static GreyPng Open(string path)
    {
        var png = new GreyPng(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MaximumFileLength)
                throw new Pix2PitchException($"'{path}' is too large for a picture of a spectrogram "
                    + $"({stream.Length >> 20} MB): use the picture that Pix2Pitch has written.");
            png.ReadChunks(new BinaryReader(stream));
        }
        catch (FileNotFoundException e)
        {
            throw new Pix2PitchException($"The picture '{path}' does not exist: check its name.", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new Pix2PitchException($"The picture '{path}' does not exist: check its name.", e);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw png.Damaged(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The picture '{path}' cannot be opened: check that it is a file and its permissions.", e);
        }
        return png;
    }

    /// <summary>Unpacks the pixels: grey, 0 to 65535, rows from the top down.</summary>
    public ushort[] Decode()
    {
        if (_channels == 0 || _depth is not (8 or 16))
            throw new Pix2PitchException($"'{_path}' is a PNG with a palette, with interlacing or with {_depth} bits: "
                + "save it as plain grey PNG of 8 or 16 bits.");
        int step = _channels * _depth / 8;
        int stride = Width * step;
        var above = new byte[stride];
        var row = new byte[stride];
        var grey = new ushort[Width * Height];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream([.. _packed]), CompressionMode.Decompress);
            for (int y = 0; y < Height; y++)
            {
                int filter = zlib.ReadByte();
                zlib.ReadExactly(row);
                Unfilter(filter, row, above, step);
                for (int x = 0; x < Width; x++) grey[y * Width + x] = Grey(row.AsSpan(x * step, step));
                (above, row) = (row, above);
            }
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw Damaged(e);
        }
        return grey;
    }

    private void ReadChunks(BinaryReader reader)
    {
        if (!reader.ReadBytes(8).AsSpan().SequenceEqual(Signature))
            throw new Pix2PitchException($"'{_path}' is not a PNG picture: give a picture that Pix2Pitch has written with --spectrogram.");
        while (true)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(Exactly(reader, 4));
            if (length > reader.BaseStream.Length - reader.BaseStream.Position) throw new EndOfStreamException();
            byte[] chunk = Exactly(reader, 4 + (int)length);
            if (BinaryPrimitives.ReadUInt32BigEndian(Exactly(reader, 4)) != Crc32.Of(chunk))
                throw new InvalidDataException("A checksum is wrong.");
            ReadOnlySpan<byte> data = chunk.AsSpan(4);
            switch (Encoding.ASCII.GetString(chunk, 0, 4))
            {
                case "IHDR": ReadHeader(data); break;
                case "IDAT": _packed.AddRange(data); break;
                case "tEXt": ReadText(data, compressed: false); break;
                case "zTXt": ReadText(data, compressed: true); break;
                case "iTXt": ReadInternationalText(data); break;
                case "IEND": return;
            }
        }
    }

    private static byte[] Exactly(BinaryReader reader, int count)
    {
        byte[] bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }

    private void ReadHeader(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13) throw new InvalidDataException("The header has a wrong length.");
        Width = BinaryPrimitives.ReadInt32BigEndian(data);
        Height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
        _depth = data[8];
        bool interlaced = data[12] != 0;
        _channels = interlaced ? 0 : data[9] switch { 0 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
    }

    private void ReadText(ReadOnlySpan<byte> data, bool compressed)
    {
        int end = data.IndexOf((byte)0);
        if (end < 0) throw new InvalidDataException("A text has no keyword.");
        ReadOnlySpan<byte> text = compressed ? Inflate(data[Math.Min(end + 2, data.Length)..]) : data[(end + 1)..];
        _texts[Encoding.Latin1.GetString(data[..end])] = Encoding.Latin1.GetString(text);
    }

    private void ReadInternationalText(ReadOnlySpan<byte> data)
    {
        int keyword = data.IndexOf((byte)0);
        if (keyword < 0 || data.Length < keyword + 3) throw new InvalidDataException("A text has no keyword.");
        bool compressed = data[keyword + 1] != 0;
        ReadOnlySpan<byte> rest = data[(keyword + 3)..];
        for (int i = 0; i < 2; i++) // the language and the translated keyword
        {
            int end = rest.IndexOf((byte)0);
            if (end < 0) throw new InvalidDataException("A text has no end of its language.");
            rest = rest[(end + 1)..];
        }
        _texts[Encoding.Latin1.GetString(data[..keyword])] = Encoding.UTF8.GetString(compressed ? Inflate(rest) : rest);
    }

    private static byte[] Inflate(ReadOnlySpan<byte> data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        var text = new byte[MaximumTextLength];
        int length = zlib.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return text[..length];
    }

    private ushort Grey(ReadOnlySpan<byte> pixel)
    {
        int bytes = _depth / 8;
        int colours = _channels >= 3 ? 3 : 1; // an alpha channel is passed over
        int sum = 0;
        for (int c = 0; c < colours; c++) sum += bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(pixel[(2 * c)..]) : pixel[c] * 257;
        return (ushort)(sum / colours);
    }

    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        if (filter is < 0 or > 4) throw new InvalidDataException($"There is no filter {filter}.");
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step];
            int up = above[i];
            int upLeft = i < step ? 0 : above[i - step];
            row[i] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, upLeft) });
        }
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        int estimate = left + up - upLeft;
        (int toLeft, int toUp, int toUpLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private static void Append(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] chunk = [.. type, .. data];
        file.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(chunk));
        file.Write(number);
    }

    private Pix2PitchException Damaged(Exception cause)
        => new($"The picture '{_path}' is damaged or cut off: make or copy it again.", cause);
}
