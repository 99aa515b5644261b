using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Paintings;
using static Pix2Pitch.Transforms.Tests.Paintings.Formats.Quadrants;

namespace Pix2Pitch.Transforms.Tests.Paintings.Formats;

/// <summary>Paintings of 20,000 x 20,000 pixels, 1.2 GB of samples each.</summary>
public sealed class LargePaintingTests : IDisposable
{
    private const int Side = 20_000, Piece = 250;
    private const long Megabyte = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_are_read_within_one_gigabyte_and_in_silence()
    {
        string[] names = ["large.jpg", "large.png", "tiles.tif", "strips.tif", "warned.tif"];
        _folder.Write(names[0], Jpeg());
        _folder.Write(names[1], Png());
        _folder.Write(names[2], Tiff(Tiles()));
        _folder.Write(names[3], Tiff(Strips()));
        // The decoder logs a warning about this file.
        _folder.Write(names[4], Quadrants.Tiff(TiffBytes.Rgb, 4, Rgb(0)));
        IDataView output = Save(names);
        Table paintings = Table.From(output, ["Painting"]);
        foreach (object painting in paintings.Columns[0].Values) AssertAre(Colors, ((VBuffer<float>)painting).GetValues(), tolerance: 2);

        // In another process, because peak memory is measured.
        CommandRun run = LoadInAnotherProcess();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(paintings.Hash(), run.Output.Trim());
        if (OperatingSystem.IsLinux()) Assert.InRange(run.PeakBytes, 40 * Megabyte, 1024 * Megabyte);
    }

    [Fact]
    public void A_picture_of_too_many_pixels_is_refused_in_little_memory()
    {
        byte[] row = new byte[3750];
        _folder.Write("bomb.png", PngBytes.Write(30_000, 30_000, 1, PngBytes.Grey, _ => row));
        Save("bomb.png");
        CommandRun run = LoadInAnotherProcess();
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("has 30000 x 30000 pixels, more than the 500000000 that are allowed", run.Error, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.InRange(run.PeakBytes, 40 * Megabyte, 256 * Megabyte);
    }

    /// <summary>Saves a pipeline that loads paintings, and rows for it.</summary>
    private IDataView Save(params string[] names)
    {
        var ml = new MLContext(seed: 1);
        var rows = new Table([new TableColumn("Path", TextDataViewType.Instance, [.. names.Select(name => (object)name.AsMemory())])]);
        ITransformer model = ml.Transforms.LoadPaintings("Painting", _folder.Path, "Path", new PaintingOptions { Size = 64 }).Fit(rows);
        ml.Model.Save(model, rows.Schema, _folder.File("model.zip"));
        rows.Write(_folder.File("rows.table"));
        return model.Transform(rows);
    }

    private CommandRun LoadInAnotherProcess() => CommandRun.Start(
        _folder.Path, null, "dotnet", Path.Combine(AppContext.BaseDirectory, "Pix2Pitch.ModelLoader.dll"), "model.zip", "rows.table", "Painting");

    /// <summary>Blocks of one colour: after the first of a colour only "no difference" and "end of block", five bits for a component.</summary>
    private static byte[] Jpeg()
    {
        byte[][] rgb = [.. Colors.Select(c => (byte[])[c.R, c.G, c.B])];
        int blocks = Side / 8;
        byte[][] top = [.. Enumerable.Range(0, blocks).Select(x => rgb[x < blocks / 2 ? 0 : 1])], bottom = [.. Enumerable.Range(0, blocks).Select(x => rgb[x < blocks / 2 ? 2 : 3])];
        return JpegBytes.Write([.. Enumerable.Range(0, blocks).Select(y => y < blocks / 2 ? top : bottom)], adobeTransform: 0);
    }

    private static byte[] Png()
    {
        byte[] top = Row(Side, 0), bottom = Row(Side, 2);
        return PngBytes.Write(Side, Side, 8, PngBytes.Rgb, y => y < Side / 2 ? top : bottom);
    }

    private static byte[] Row(int width, int quadrant)
    {
        var row = new byte[3 * width];
        for (int x = 0; x < width; x++) (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = Colors[quadrant + (x < width / 2 ? 0 : 1)];
        return row;
    }

    /// <summary>Four different tiles, which the directory refers to many times.</summary>
    private static TiffPage Tiles()
    {
        // A tile's side must be a multiple of 16.
        const int Tile = 400, Across = Side / Tile;
        byte[][] tiles = [.. Colors.Select(c => Deflated([.. Enumerable.Range(0, Tile * Tile).SelectMany(_ => (byte[])[c.R, c.G, c.B])]))];
        return Repeated(tiles, [.. Enumerable.Range(0, Across * Across).Select(i => (i / Across < Across / 2 ? 0 : 2) + (i % Across < Across / 2 ? 0 : 1))],
            (322, Tile), (323, Tile), 324, 325);
    }

    private static TiffPage Strips()
    {
        byte[] top = Row(Side, 0), bottom = Row(Side, 2);
        byte[][] strips = [Deflated([.. Enumerable.Range(0, Piece).SelectMany(_ => top)]), Deflated([.. Enumerable.Range(0, Piece).SelectMany(_ => bottom)])];
        return Repeated(strips, [.. Enumerable.Range(0, Side / Piece).Select(i => i < Side / Piece / 2 ? 0 : 1)], (278, Piece), null, 273, 279);
    }

    private static TiffPage Repeated(byte[][] pieces, int[] order, (int Tag, long Value) size, (int Tag, long Value)? other, int offsetsTag, int countsTag)
    {
        const int HeaderLength = 8;
        long[] starts = [.. pieces.Select((_, i) => HeaderLength + pieces[..i].Sum(piece => (long)piece.Length))];
        return new TiffPage
        {
            Width = Side,
            Height = Side,
            Photometric = TiffBytes.Rgb,
            Samples = 3,
            Compression = 8,
            Tile = other is null ? 0 : (int)size.Value,
            RowsPerStrip = other is null ? (int)size.Value : 0,
            Data = [.. pieces.SelectMany(piece => piece)],
            Tags = [(offsetsTag, TiffBytes.Long, [.. order.Select(i => starts[i])]), (countsTag, TiffBytes.Long, [.. order.Select(i => (long)pieces[i].Length)])],
        };
    }

    private static byte[] Tiff(TiffPage page) => TiffBytes.Write([page]);

    private static byte[] Deflated(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(data);
        return packed.ToArray();
    }
}
