using Microsoft.ML;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Paintings;

public sealed class LoadPaintingsEstimatorTests : LoadPaintingsEstimatorTest
{
    protected override int Size => 64;
}

public sealed class LoadPaintingsOfUnknownSizeTests : LoadPaintingsEstimatorTest
{
    protected override int Size => 48;
}

public abstract class LoadPaintingsEstimatorTest : EstimatorTest, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected LoadPaintingsEstimatorTest()
    {
        _folder.Write("a painting.webp", WebpBytes.Opaque);
        _folder.Write("b.jpg", JpegBytes.Write([[[84, 86, 211], [66, 215, 95]]], orientation: 6));
        _folder.Write("c.bmp", BmpBytes.Rgb(7, 5, (x, y) => ((byte)(x * 30), (byte)(y * 40), 90)));
    }

    protected abstract int Size { get; }

    protected override IReadOnlyList<string> InputColumns => ["Path"];

    protected override IReadOnlyList<string> OutputColumns => ["Painting"];

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.LoadPaintings("Painting", _folder.Path, "Path", new PaintingOptions { Size = Size, Fit = PaintingFit.Pad });

    protected override IDataView CreateData(MLContext ml) => ml.Data.LoadFromEnumerable<File>(
        [new() { Path = "a painting.webp" }, new() { Path = "b.jpg" }, new() { Path = "c.bmp" }]);

    private sealed class File
    {
        public string Path { get; set; } = "";
    }
}
