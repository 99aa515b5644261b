using Pix2Pitch.Features;
using Pix2Pitch.Paintings;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class RecurrentGeneratorTests
{
    private const int Size = 128;

    private static readonly GeneratorOptions s_options = new() { Size = Size, Width = 1, Architecture = GeneratorArchitecture.Recurrent, Output = GeneratorOutput.Notes };

    [Fact]
    public void Its_lightness_saturation_and_warmth_order_paintings_as_the_painting_features_do()
    {
        using var generator = new RecurrentGenerator(s_options);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var options = new PaintingOptions { Size = Size };
        string[] paintings = Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings"), "*.png");
        float[][] pixels = [.. paintings.Select(painting => PaintingReader.Read(painting, options))];
        var extractor = new PaintingFeatureExtractor();
        PaintingFeatures[] features = [.. pixels.Select(painting => extractor.Extract(painting, Size, Size))];
        float[] figures = generator.Figures(tensor(pixels.SelectMany(values => values).ToArray()).reshape(pixels.Length, 3, Size, Size)).data<float>().ToArray();

        double[] correlations = [Correlation(0, f => f.Lightness), Correlation(1, f => f.Saturation), Correlation(2, f => f.Warmth)];

        Assert.True(paintings.Length >= 10);
        Assert.All(correlations, correlation => Assert.InRange(correlation, 0.9, 1));

        double Correlation(int figure, Func<PaintingFeatures, double> feature)
            => RankCorrelation([.. Enumerable.Range(0, pixels.Length).Select(i => (double)figures[i * 3 + figure])], [.. features.Select(feature)]);
    }

    [Fact]
    public void What_counts_is_the_place_of_a_painting_among_the_training_paintings()
    {
        using var generator = new RecurrentGenerator(s_options);
        WeightInitializer.Initialize(generator, 1, RandomPurpose.GeneratorWeights, scalesByInputs: true);
        generator.eval();
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor style = zeros(1, 5), seed = zeros([1, 1], ScalarType.Int64), creativity = ones(1, 1);
        Tensor grey = full([1, 3, Size, Size], 0.5f), white = ones(1, 3, Size, Size);

        generator.SetTrainingFigures(generator.Figures(cat([grey, grey * -1f], 0)));
        float[] before = Music(grey), white0 = Music(white);
        generator.SetTrainingFigures(generator.Figures(cat([white, grey], 0)));

        Assert.NotEqual(before, white0);
        Assert.NotEqual(before, Music(grey));

        float[] Music(Tensor painting) => generator.forward(painting, style, seed, creativity).data<float>().ToArray();
    }

    private static double RankCorrelation(double[] a, double[] b)
    {
        double[] x = Ranks(a), y = Ranks(b);
        double mean = (x.Length - 1) / 2.0;
        return x.Zip(y, (p, q) => (p - mean) * (q - mean)).Sum() / x.Sum(p => (p - mean) * (p - mean));

        static double[] Ranks(double[] values) => [.. values.Select(value => (double)values.Count(other => other < value))];
    }
}
