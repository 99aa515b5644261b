using Pix2Pitch.Paintings;
using static Pix2Pitch.Transforms.Tests.Paintings.Formats.Quadrants;

namespace Pix2Pitch.Transforms.Tests.Paintings.Formats;

/// <summary>The kinds of TIFF that museums and editors write. Colours in other models come from Pillow and lcms.</summary>
public sealed class TiffTests
{
    private const byte Transparent = 51;
    private const int ExtraSamples = 338, SampleFormat = 339, SubSampling = 530, Orientation = 274, NewSubfileType = 254, WhitePoint = 318, ColorMap = 320;

    /// <summary>The first quadrant at 51 of 255 over white.</summary>
    private static readonly (byte, byte, byte)[] s_overWhite = [(244, 210, 210), .. Colors[1..]];

    private static readonly byte[] s_withAlpha
        = Samples([.. Colors.Select((c, i) => (byte[])[c.R, c.G, c.B, i == 0 ? Transparent : (byte)255])]);

    private static readonly byte[][] s_ycbcr = [[80, 99, 213], [109, 99, 71], [66, 203, 101], [190, 42, 156]];

    public static TheoryData<string, byte[]> InColor => new()
    {
        { "8 bit", Tiff(TiffBytes.Rgb, 3, Rgb()) },
        { "16 bit", Tiff(TiffBytes.Rgb, 3, Wide(Rgb()), 16) },
        { "32 bit", Tiff(TiffBytes.Rgb, 3, Wide(Wide(Rgb())), 32) },
        { "high byte first", TiffBytes.Write([Page(TiffBytes.Rgb, 3, Rgb())], isBigEndian: true) },
        { "BigTIFF", TiffBytes.Write([Page(TiffBytes.Rgb, 3, Rgb())], isBig: true) },
        { "BigTIFF, high byte first", TiffBytes.Write([Page(TiffBytes.Rgb, 3, Rgb())], isBigEndian: true, isBig: true) },
        { "strips", TiffBytes.Write([Page(TiffBytes.Rgb, 3, Rgb()) with { RowsPerStrip = 16 }]) },
        { "tiles", TiffBytes.Write([Page(TiffBytes.Rgb, 3, Tiled(Rgb(), 3)) with { Tile = 32 }]) },
        { "planes", TiffBytes.Write([Page(TiffBytes.Rgb, 3, Planes(Rgb(), 3)) with { IsSeparate = true }]) },
        { "palette", Tiff(TiffBytes.Palette, 1, Samples([0], [1], [2], [3]), 8, Map(256)) },
        { "palette of 4 bits", Tiff(TiffBytes.Palette, 1, Packed(4, [0, 1, 2, 3]), 4, Map(16)) },
        { "palette of 2 bits", Tiff(TiffBytes.Palette, 1, Packed(2, [0, 1, 2, 3]), 2, Map(4)) },
        { "floating point to 1", Tiff(TiffBytes.Rgb, 3, Floats(Rgb(), 1 / 255f), 32, (SampleFormat, TiffBytes.Short, [3, 3, 3])) },
        { "floating point to 255", Tiff(TiffBytes.Rgb, 3, Floats(Rgb(), 1), 32, (SampleFormat, TiffBytes.Short, [3, 3, 3])) },
        { "floating point to 65535", Tiff(TiffBytes.Rgb, 3, Floats(Rgb(), 257), 32, (SampleFormat, TiffBytes.Short, [3, 3, 3])) },
        { "CMYK", Tiff(TiffBytes.Cmyk, 4, Ink()) },
        { "CMYK of 16 bits", Tiff(TiffBytes.Cmyk, 4, Wide(Ink()), 16) },
        { "CMYK in tiles", TiffBytes.Write([Page(TiffBytes.Cmyk, 4, Tiled(Ink(), 4)) with { Tile = 32 }]) },
        { "a fourth sample of no meaning", Tiff(TiffBytes.Rgb, 4, s_withAlpha, 8, (ExtraSamples, TiffBytes.Short, [0])) },
        { "a fourth sample that is not mentioned", Tiff(TiffBytes.Rgb, 4, s_withAlpha) },
        { "a thumbnail first", TiffBytes.Write([Thumbnail(1), Page(TiffBytes.Rgb, 3, Rgb())]) },
        { "a smaller picture first", TiffBytes.Write([Thumbnail(0), Page(TiffBytes.Rgb, 3, Rgb())]) },
        { "a larger mask first", TiffBytes.Write([Mask(), Page(TiffBytes.Rgb, 3, Rgb())]) },
        { "the picture below its thumbnail", TiffBytes.Write([Thumbnail(1) with { Below = [Page(TiffBytes.Rgb, 3, Rgb())] }]) },
        { "smaller levels below it", TiffBytes.Write([Page(TiffBytes.Rgb, 3, Rgb()) with { Below = [Thumbnail(1)] }]) },
    };

    [Theory]
    [MemberData(nameof(InColor))]
    public void Colours_are_those_that_were_stored(string kind, byte[] file)
    {
        Assert.NotEmpty(kind);
        AssertAre(Colors, file);
    }

    public static TheoryData<string, byte[]> InOtherModels => new()
    {
        { "YCbCr", Tiff(TiffBytes.YCbCr, 3, Samples(s_ycbcr), 8, (SubSampling, TiffBytes.Short, [1, 1])) },
        { "YCbCr, chroma halved", Tiff(TiffBytes.YCbCr, 3, Subsampled(2, 2), 8, (SubSampling, TiffBytes.Short, [2, 2])) },
        { "YCbCr, chroma halved across", Tiff(TiffBytes.YCbCr, 3, Subsampled(2, 1), 8, (SubSampling, TiffBytes.Short, [2, 1])) },
        { "YCbCr, chroma halved by default", Tiff(TiffBytes.YCbCr, 3, Subsampled(2, 2)) },
        { "CIE L*a*b* of D50", Tiff(TiffBytes.CieLab, 3, Samples([112, 64, 47], [147, 205, 41], [81, 33, 179], [207, 0, 75])) },
        { "ICC L*a*b*", Tiff(TiffBytes.IccLab, 3, Samples([112, 192, 175], [147, 77, 169], [81, 161, 51], [207, 128, 203])) },
        { "CIE L*a*b* of 16 bits and D65", Tiff(TiffBytes.CieLab, 3, Words([28324, 16201, 11621], [37874, 51526, 10721], [21822, 10862, 46331], [53016, 64408, 19416]), 16,
            (WhitePoint, TiffBytes.Rational, [3127, 10000, 3290, 10000])) },
    };

    [Theory]
    [MemberData(nameof(InOtherModels))]
    public void Colours_in_other_models_are_converted(string kind, byte[] file)
    {
        Assert.NotEmpty(kind);
        AssertAre(Colors, file, tolerance: 2); // eight bits have a lower resolution in these models
    }

    public static TheoryData<string, byte[]> InGrey => new()
    {
        { "8 bit", Tiff(TiffBytes.BlackIsZero, 1, Grey()) },
        { "16 bit", Tiff(TiffBytes.BlackIsZero, 1, Wide(Grey()), 16) },
        { "white is 0", Tiff(TiffBytes.WhiteIsZero, 1, Inverted(Grey())) },
        { "white is 0, 16 bit", Tiff(TiffBytes.WhiteIsZero, 1, Wide(Inverted(Grey())), 16) },
        { "floating point", Tiff(TiffBytes.BlackIsZero, 1, Floats(Grey(), 1 / 255f), 32, (SampleFormat, TiffBytes.Short, [3])) },
        { "a second sample of no meaning", Tiff(TiffBytes.BlackIsZero, 2, Grey(7), 8, (ExtraSamples, TiffBytes.Short, [0])) },
    };

    [Theory]
    [MemberData(nameof(InGrey))]
    public void Greys_are_those_that_were_stored(string kind, byte[] file)
    {
        Assert.NotEmpty(kind);
        AssertAre(Shades, file);
    }

    [Theory]
    [InlineData(1, new byte[] { 1, 0, 0, 1 }, new byte[] { 255, 0, 0, 255 })]
    [InlineData(2, new byte[] { 3, 0, 1, 2 }, new byte[] { 255, 0, 85, 170 })]
    [InlineData(4, new byte[] { 12, 1, 3, 14 }, new byte[] { 204, 17, 51, 238 })]
    public void Greys_of_few_bits_reach_from_black_to_white(int bits, byte[] stored, byte[] expected)
    {
        (byte, byte, byte)[] shades = [.. expected.Select(grey => (grey, grey, grey))];
        AssertAre(shades, Tiff(TiffBytes.BlackIsZero, 1, Packed(bits, stored), bits));
        AssertAre(shades, Tiff(TiffBytes.WhiteIsZero, 1, Inverted(Packed(bits, stored)), bits));
    }

    public static TheoryData<string, byte[]> WithTransparency => new()
    {
        { "unassociated", Tiff(TiffBytes.Rgb, 4, s_withAlpha, 8, (ExtraSamples, TiffBytes.Short, [2])) },
        { "unassociated, 16 bit", Tiff(TiffBytes.Rgb, 4, Wide(s_withAlpha), 16, (ExtraSamples, TiffBytes.Short, [2])) },
        { "associated", Tiff(TiffBytes.Rgb, 4, Samples([40, 6, 6, Transparent], [30, 160, 60, 255], [30, 60, 200, 255], [230, 200, 40, 255]), 8,
            (ExtraSamples, TiffBytes.Short, [1])) },
        { "behind a sample of no meaning", Tiff(TiffBytes.Rgb, 5, [.. s_withAlpha.Chunk(4).SelectMany(p => (byte[])[p[0], p[1], p[2], 9, p[3]])], 8,
            (ExtraSamples, TiffBytes.Short, [0, 2])) },
    };

    [Theory]
    [MemberData(nameof(WithTransparency))]
    public void Transparent_parts_lie_over_white(string kind, byte[] file)
    {
        Assert.NotEmpty(kind);
        AssertAre(s_overWhite, file);
    }

    [Theory]
    [InlineData(2, 1, 0, 3, 2)]
    [InlineData(3, 3, 2, 1, 0)]
    [InlineData(4, 2, 3, 0, 1)]
    [InlineData(5, 0, 2, 1, 3)]
    [InlineData(6, 1, 3, 0, 2)]
    [InlineData(7, 3, 1, 2, 0)]
    [InlineData(8, 2, 0, 3, 1)]
    public void Its_orientation_is_obeyed(int orientation, int topLeft, int topRight, int bottomLeft, int bottomRight)
    {
        byte[][] stored = [.. new[] { topLeft, topRight, bottomLeft, bottomRight }.Select(i => (byte[])[Colors[i].R, Colors[i].G, Colors[i].B])];
        AssertAre(Colors, Tiff(TiffBytes.Rgb, 3, Samples(stored), 8, (Orientation, TiffBytes.Short, [orientation])));
    }

    [Theory]
    [InlineData(34925, "compressed with LZMA")]
    [InlineData(34712, "compressed with JPEG 2000")]
    public void A_compression_that_is_not_known_is_named(int compression, string words)
        => AssertRefused(TiffBytes.Write([Page(TiffBytes.Rgb, 3, Rgb()) with { Compression = compression }]), words);

    [Fact]
    public void Kinds_that_are_not_known_are_named()
    {
        AssertRefused(Tiff(TiffBytes.BlackIsZero, 1, Wide(Grey()), 16, (SampleFormat, TiffBytes.Short, [2])), "signed or complex samples");
        AssertRefused(Tiff(32803, 1, Grey()), "camera's raw data (DNG)");
        AssertRefused(Tiff(TiffBytes.Cmyk, 3, Rgb(), 8, (332, TiffBytes.Short, [2])), "inks other than CMYK");
        AssertRefused(Tiff(TiffBytes.Rgb, 3, Floats(Rgb(), 1 / 25f), 32, (SampleFormat, TiffBytes.Short, [3, 3, 3])), "floating point samples from 1.2 to 9.2");
        AssertRefused(Tiff(TiffBytes.Rgb, 3, [.. Floats(Rgb(), 1)[4..], .. BitConverter.GetBytes(float.NaN)], 32, (SampleFormat, TiffBytes.Short, [3, 3, 3])), "floating point");
    }

    [Theory]
    [InlineData(284, 7)] // planar configuration
    [InlineData(322, 0)] // tile width
    public void A_broken_picture_in_Lab_is_not_kept_open(int tag, int value)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("lab.tif", Tiff(TiffBytes.CieLab, 3, Rgb(), 8, (tag, TiffBytes.Short, [value])));
        Assert.Throws<Pix2PitchException>(() => PaintingReader.Read(path, new PaintingOptions { Size = 8 }));
        // Fails while anything has the file open.
        using FileStream alone = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(alone.CanWrite);
    }

    private static TiffPage Thumbnail(int subfile) => new()
    {
        Width = 24,
        Height = 16,
        Photometric = TiffBytes.Rgb,
        Samples = 3,
        Data = [.. Enumerable.Repeat((byte)255, 24 * 16 * 3)],
        Tags = [(NewSubfileType, TiffBytes.Long, [subfile])],
    };

    private static TiffPage Mask() => new()
    {
        Width = 192,
        Height = 128,
        Photometric = TiffBytes.BlackIsZero,
        Samples = 1,
        Data = new byte[192 * 128],
        Tags = [(NewSubfileType, TiffBytes.Long, [4])],
    };

    private static byte[] Ink() => Samples([.. Colors.Select(c => (byte[])[(byte)(255 - c.R), (byte)(255 - c.G), (byte)(255 - c.B), 0])]);

    private static byte[] Inverted(byte[] data) => [.. data.Select(value => (byte)~value)];

    private static byte[] Words(params int[][] ofQuadrant)
        => Samples([.. ofQuadrant.Select(words => words.SelectMany(word => (byte[])[(byte)word, (byte)(word >> 8)]).ToArray())]);

    private static byte[] Planes(byte[] pixels, int samples) => [.. Enumerable.Range(0, samples).SelectMany(c => pixels.Chunk(samples).Select(p => p[c]))];

    private static byte[] Packed(int bits, byte[] ofQuadrant) => [.. Samples([.. ofQuadrant.Select(value => (byte[])[value])]).Chunk(8 / bits)
        .Select(some => (byte)some.Aggregate(0, (packed, value) => (packed << bits) | value))];

    private static byte[] Tiled(byte[] pixels, int samples)
    {
        const int Tile = 32;
        return [.. from top in Enumerable.Range(0, Height / Tile)
                   from left in Enumerable.Range(0, Width / Tile)
                   from y in Enumerable.Range(top * Tile, Tile)
                   from sample in pixels.AsSpan(((y * Width) + (left * Tile)) * samples, Tile * samples).ToArray()
                   select sample];
    }

    /// <summary>Blocks of pixels: their Y, then one Cb and one Cr (TIFF 6.0, section 21).</summary>
    private static byte[] Subsampled(int across, int down)
        => [.. from y in Enumerable.Range(0, Height / down)
               from x in Enumerable.Range(0, Width / across)
               let color = s_ycbcr[At(x * across, y * down)]
               from sample in (byte[])[.. Enumerable.Repeat(color[0], across * down), color[1], color[2]]
               select sample];

    private static (int, int, long[]) Map(int colors)
    {
        var map = new long[3 * colors];
        for (int i = 0; i < Colors.Length; i++)
            (map[i], map[colors + i], map[(2 * colors) + i]) = (Colors[i].R * 257, Colors[i].G * 257, Colors[i].B * 257);
        return (ColorMap, TiffBytes.Short, map);
    }
}
