using Pix2Pitch.Features;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
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

        generator.PaintingRanks = TableOf(grey, grey * -1f);
        float[] before = Music(grey), white0 = Music(white);
        generator.PaintingRanks = TableOf(white, grey);

        Assert.NotEqual(before, white0);
        Assert.NotEqual(before, Music(grey));

        RankTable TableOf(params Tensor[] paintings) => RankTable.Train([.. paintings.Select(each => generator.Figures(each).data<float>().ToArray())], [.. paintings.Select(_ => (Style?)null)]);

        float[] Music(Tensor painting) => generator.forward(painting, style, seed, creativity).data<float>().ToArray();
    }

    [Fact]
    public void Of_several_candidates_it_keeps_the_one_in_which_the_style_is_found_best_and_without_a_style_or_ranks_the_first()
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        // It prefers many notes for the first style, and few for the second.
        float[] means = new float[RollStyleClassifier.FeatureCount], deviations = [.. means.Select(_ => 1f)];
        float[] change = [.. means.Select((_, i) => i < 2 * RollStyleClassifier.Bands ? 0f : 1f)];
        var classifier = new RollStyleClassifier { Means = means, Deviations = deviations, Weights = [change, [.. change.Select(weight => -weight)], means, means, means], Biases = new float[5] };
        using RecurrentGenerator one = Make(1), four = Make(4);
        // Candidates with long rests come last: with these seeds the first candidate has none.
        Tensor painting = zeros(2, 3, Size, Size), seed = tensor(new long[] { 29, 30 }).reshape(2, 1), creativity = ones(2, 1);
        Tensor first = WithoutRest(Roll(one, zeros(2, 5)));

        Assert.Equal(first.data<float>().ToArray(), Roll(four, zeros(2, 5)).data<float>().ToArray());
        foreach (int style in (int[])[0, 1])
        {
            Tensor requested = nn.functional.one_hot(full(2, style, ScalarType.Int64), 5).to(ScalarType.Float32);
            float[] ofFour = Found(Roll(four, requested), style), ofOne = Found(WithoutRest(Roll(one, requested)), style);
            Assert.All(ofFour.Zip(ofOne), pair => Assert.True(pair.First >= pair.Second));
            Assert.True(ofFour.Sum() > ofOne.Sum());
        }

        RecurrentGenerator Make(int candidates)
        {
            var generator = new RecurrentGenerator(s_options with { Candidates = candidates }) { Chooser = new CandidateChooser(classifier, Ranks: null) };
            WeightInitializer.Initialize(generator, 1, RandomPurpose.GeneratorWeights, scalesByInputs: true);
            generator.eval();
            return generator;
        }

        Tensor Roll(RecurrentGenerator generator, Tensor style) => generator.Generate(painting, style, seed, creativity).Roll!;

        float[] Found(Tensor roll, int style) => classifier.LogProbabilities(CandidateChooser.Render(roll).Mel).select(1, style).contiguous().data<float>().ToArray();

        static Tensor WithoutRest(Tensor roll)
        {
            Assert.False(CandidateChooser.Rests(CandidateChooser.Render(roll).Mel).any().item<bool>());
            return roll;
        }
    }

    [Fact]
    public void Candidates_need_something_that_chooses()
    {
        using var generator = new RecurrentGenerator(s_options with { Candidates = 2 });
        using DisposeScope scope = NewDisposeScope();
        var error = Assert.Throws<Pix2PitchException>(() => generator.forward(zeros(1, 3, Size, Size), zeros(1, 5), zeros([1, 1], ScalarType.Int64), ones(1, 1)));
        Assert.Contains("Use one candidate", error.Message);
    }

    private static double RankCorrelation(double[] a, double[] b)
    {
        double[] x = Ranks(a), y = Ranks(b);
        double mean = (x.Length - 1) / 2.0;
        return x.Zip(y, (p, q) => (p - mean) * (q - mean)).Sum() / x.Sum(p => (p - mean) * (p - mean));

        static double[] Ranks(double[] values) => [.. values.Select(value => (double)values.Count(other => other < value))];
    }
}
