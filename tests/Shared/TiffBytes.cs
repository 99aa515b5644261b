namespace Pix2Pitch.Tests;

/// <summary>Writes TIFF files byte by byte (TIFF 6.0; BigTIFF).</summary>
internal sealed class TiffBytes : IDisposable
{
    public const int WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, Palette = 3, Cmyk = 5, YCbCr = 6, CieLab = 8, IccLab = 9;
    public const int Byte = 1, Short = 3, Long = 4, Rational = 5, Undefined = 7;
    private const int SubIfds = 330, ImageFileDirectory = 13;

    private readonly MemoryStream _file = new();
    private readonly bool _isBigEndian, _isBig;

    private TiffBytes(bool isBigEndian, bool isBig) => (_isBigEndian, _isBig) = (isBigEndian, isBig);

    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="photometric">What the samples mean.</param>
    /// <param name="samples">Samples in a pixel.</param>
    /// <param name="bits">Bits in a sample.</param>
    /// <param name="data">All samples; wider ones with their low byte first.</param>
    /// <param name="tags">More tags.</param>
    public static byte[] Write(int width, int height, int photometric, int samples, int bits, byte[] data, params (int Tag, int Type, long[] Values)[] tags)
        => Write([new TiffPage { Width = width, Height = height, Photometric = photometric, Samples = samples, Bits = bits, Data = data, Tags = tags }]);

    /// <param name="pages">The chain of pictures.</param>
    /// <param name="isBigEndian">Whether numbers have their high byte first.</param>
    /// <param name="isBig">Whether it is a BigTIFF.</param>
    public static byte[] Write(TiffPage[] pages, bool isBigEndian = false, bool isBig = false)
    {
        using var writer = new TiffBytes(isBigEndian, isBig);
        writer._file.Write(isBigEndian ? "MM"u8 : "II"u8);
        writer.Put(2, isBig ? 43 : 42);
        if (isBig)
        {
            writer.Put(2, 8);
            writer.Put(2, 0);
        }
        long linkAt = writer._file.Position;
        writer.Put(writer.Word, 0);
        foreach (TiffPage page in pages) linkAt = writer.Page(page, linkAt);
        return writer._file.ToArray();
    }

    public void Dispose() => _file.Dispose();

    private int Word => _isBig ? 8 : 4;

    /// <returns>Where the offset of the next directory belongs.</returns>
    private long Page(TiffPage page, long linkAt)
    {
        var below = new List<long>();
        foreach (TiffPage sub in page.Below)
        {
            long at = _file.Position;
            Put(Word, 0);
            Page(sub, at);
            below.Add(Offset(at));
        }
        long dataAt = _file.Position;
        _file.Write(page.Data);
        int pieces = page.Tile > 0
            ? (page.Width + page.Tile - 1) / page.Tile * ((page.Height + page.Tile - 1) / page.Tile)
            : page.RowsPerStrip > 0 ? (page.Height + page.RowsPerStrip - 1) / page.RowsPerStrip : 1;
        if (page.IsSeparate) pieces *= page.Samples;
        long piece = page.Data.Length / pieces;
        long[] offsets = [.. Enumerable.Range(0, pieces).Select(i => dataAt + (i * piece))], counts = [.. Enumerable.Repeat(piece, pieces)];
        var tags = new List<(int Tag, int Type, long[] Values)>
        {
            (256, Long, [page.Width]), (257, Long, [page.Height]), (258, Short, [.. Enumerable.Repeat((long)page.Bits, page.Samples)]),
            (259, Short, [page.Compression]), (262, Short, [page.Photometric]), (277, Short, [page.Samples]), (284, Short, [page.IsSeparate ? 2 : 1]),
        };
        if (page.Tile > 0) tags.AddRange([(322, Long, [page.Tile]), (323, Long, [page.Tile]), (324, Long, offsets), (325, Long, counts)]);
        else tags.AddRange([(273, Long, offsets), (278, Long, [page.RowsPerStrip > 0 ? page.RowsPerStrip : page.Height]), (279, Long, counts)]);
        if (below.Count > 0) tags.Add((SubIfds, ImageFileDirectory, [.. below]));
        tags.RemoveAll(tag => page.Tags.Any(own => own.Tag == tag.Tag));
        tags.AddRange(page.Tags);
        return Directory([.. tags.OrderBy(tag => tag.Tag)], linkAt);
    }

    private long Directory((int Tag, int Type, long[] Values)[] tags, long linkAt)
    {
        var places = new long[tags.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            if (Length(tags[i]) <= Word) continue;
            if (_file.Position % 2 == 1) _file.WriteByte(0);
            places[i] = _file.Position;
            PutValues(tags[i]);
        }
        if (_file.Position % 2 == 1) _file.WriteByte(0);
        long at = _file.Position;
        _file.Position = linkAt;
        Put(Word, at);
        _file.Position = at;
        Put(_isBig ? 8 : 2, tags.Length);
        for (int i = 0; i < tags.Length; i++)
        {
            Put(2, tags[i].Tag);
            Put(2, tags[i].Type);
            Put(Word, tags[i].Type == Rational ? tags[i].Values.Length / 2 : tags[i].Values.Length);
            long valueAt = _file.Position;
            if (places[i] > 0) Put(Word, places[i]);
            else PutValues(tags[i]);
            while (_file.Position < valueAt + Word) _file.WriteByte(0);
        }
        long next = _file.Position;
        Put(Word, 0);
        return next;
    }

    private long Offset(long at)
    {
        long value = 0;
        for (int i = 0; i < Word; i++) value |= (long)_file.GetBuffer()[at + i] << (8 * (_isBigEndian ? Word - 1 - i : i));
        return value;
    }

    private static int Size(int type) => type switch { Short => 2, Long or Rational or ImageFileDirectory => 4, _ => 1 };

    private static int Length((int Tag, int Type, long[] Values) tag) => Size(tag.Type) * tag.Values.Length;

    private void PutValues((int Tag, int Type, long[] Values) tag)
    {
        foreach (long value in tag.Values) Put(Size(tag.Type), value);
    }

    private void Put(int bytes, long value)
    {
        for (int i = 0; i < bytes; i++) _file.WriteByte((byte)(value >> (8 * (_isBigEndian ? bytes - 1 - i : i))));
    }
}
