using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Paintings;

public sealed class LoadPaintingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LoadPaintingsTests()
    {
        _folder.Write("a.webp", WebpBytes.Opaque);
        _folder.Write("b.jpg", JpegBytes.Write([[[84, 86, 211], [66, 215, 95]]]));
        _folder.Write("broken.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Common_sizes_are_known_to_the_schema(int size)
    {
        var ml = new MLContext(seed: 1);
        IDataView output = Load(ml, new PaintingOptions { Size = size }, "a.webp");
        var type = Assert.IsType<VectorDataViewType>(output.Schema["Painting"].Type);
        Assert.Equal(new[] { 3, size, size }, type.Dimensions.ToArray());
        Assert.Equal(NumberDataViewType.Single, type.ItemType);
    }

    [Fact]
    public void Another_size_is_a_vector_of_unknown_size_with_the_right_values()
    {
        var ml = new MLContext(seed: 1);
        var options = new PaintingOptions { Size = 40, Fit = PaintingFit.Pad };
        IDataView output = Load(ml, options, "a.webp");
        Assert.False(Assert.IsType<VectorDataViewType>(output.Schema["Painting"].Type).IsKnownSize);
        float[] values = Assert.Single(output.GetColumn<float[]>("Painting"));
        Assert.Equal(PaintingReader.Read(_folder.File("a.webp"), options), values);
    }

    [Fact]
    public void Every_row_holds_its_own_painting()
    {
        var ml = new MLContext(seed: 1);
        var options = new PaintingOptions { Size = 64 };
        float[][] values = [.. Load(ml, options, "a.webp", "b.jpg", "a.webp").GetColumn<float[]>("Painting")];
        Assert.Equal(PaintingReader.Read(_folder.File("a.webp"), options), values[0]);
        Assert.Equal(PaintingReader.Read(_folder.File("b.jpg"), options), values[1]);
        Assert.Equal(values[0], values[2]);
    }

    [Fact]
    public void Without_a_folder_paths_are_taken_as_they_are()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new PathRow { Path = _folder.File("a.webp") } });
        foreach (string? folder in new[] { null, "", "/no/such/folder" })
        {
            IDataView output = ml.Transforms.LoadPaintings("Painting", folder, "Path", new PaintingOptions { Size = 64 }).Fit(data).Transform(data);
            Assert.Equal(3 * 64 * 64, Assert.Single(output.GetColumn<float[]>("Painting")).Length);
        }
    }

    [Fact]
    public void A_painting_may_replace_its_path()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new PathRow { Path = "a.webp" } });
        IDataView output = ml.Transforms.LoadPaintings("Path", _folder.Path, options: new PaintingOptions { Size = 64 }).Fit(data).Transform(data);
        Assert.IsType<VectorDataViewType>(output.Schema["Path"].Type);
        Assert.Equal(3 * 64 * 64, Assert.Single(output.GetColumn<float[]>("Path")).Length);
    }

    [Fact]
    public void Options_are_part_of_a_saved_model()
    {
        var ml = new MLContext(seed: 1);
        var options = new PaintingOptions { Size = 64, Fit = PaintingFit.CenterCrop, MaxPixels = 128 };
        _folder.Write("large.jpg", JpegBytes.Write([[[10], [20], [30]]]));
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new PathRow { Path = "a.webp" } }), large = ml.Data.LoadFromEnumerable(new[] { new PathRow { Path = "large.jpg" } });
        ITransformer model = ml.Transforms.LoadPaintings("Painting", _folder.Path, "Path", options).Fit(data);
        using var saved = new MemoryStream();
        ml.Model.Save(model, data.Schema, saved);
        saved.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(saved, out _);
        Assert.Equal(PaintingReader.Read(_folder.File("a.webp"), options), loaded.Transform(data).GetColumn<float[]>("Painting").First());
        Pix2PitchException refused = Refusal.Of(() => loaded.Transform(large).GetColumn<float[]>("Painting").ToList());
        Assert.Contains("24 x 8 pixels, more than the 128", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_painting_is_refused_when_its_value_is_read_and_not_before()
    {
        var ml = new MLContext(seed: 1);
        IDataView output = Load(ml, new PaintingOptions { Size = 64 }, "broken.png");
        Assert.Equal("broken.png", Assert.Single(output.GetColumn<string>("Path")));
        Pix2PitchException refused = Refusal.Of(() => output.GetColumn<float[]>("Painting").ToList());
        Assert.Contains("broken.png' is cut short", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new MLContext().Transforms.LoadPaintings("Painting", options: new PaintingOptions { Size = 5000 }));

    private IDataView Load(MLContext ml, PaintingOptions options, params string[] names)
    {
        IDataView data = ml.Data.LoadFromEnumerable(names.Select(name => new PathRow { Path = name }).ToArray());
        return ml.Transforms.LoadPaintings("Painting", _folder.Path, "Path", options).Fit(data).Transform(data);
    }

    private sealed class PathRow
    {
        public string Path { get; set; } = "";
    }
}
