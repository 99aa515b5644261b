using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.EndToEnd.Tests.Robustness;

/// <summary>Two contexts in one process do not see each other.</summary>
public sealed class TwoContextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_contexts_that_work_at_the_same_time_give_what_each_gives_alone()
    {
        string model = TinyModel.Write(_folder);
        string[] paintings = [.. Enumerable.Range(1, 4).Select(i => TestPaintings.Write(_folder, $"{i}.png", i))];
        string[] alone = [Run(1), Run(2)];
        Assert.NotEqual(alone[0], alone[1]);
        Assert.Equal(alone, await Task.WhenAll(Task.Run(() => Run(1)), Task.Run(() => Run(2))));

        // Each with its own seeds and options.
        string Run(int seed)
        {
            var ml = new MLContext(seed);
            IDataView rows = ml.Data.LoadFromEnumerable(paintings.Select(path => new Row { Path = path }));
            var pipeline = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = TinyModel.Size, Fit = seed == 1 ? PaintingFit.Squash : PaintingFit.Pad })
                .Append(ml.Transforms.ExtractPaintingFeatures("Look", "Painting", new PaintingFeatureOptions { Seed = seed, PaletteColors = 2 + seed }))
                .Append(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", model, "Painting", options: new GenerationOptions { Seed = seed }));
            using var fitted = pipeline.Fit(rows);
            return Table.Hash(fitted.Transform(rows), ["Look.Lightness", "Look.Palette", "MelSpectrogram"]);
        }
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";
    }
}
