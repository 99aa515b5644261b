using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class LatentPriorTests
{
    [Fact]
    public void The_divergence_is_that_of_the_formula()
    {
        using DisposeScope scope = NewDisposeScope();
        // KL(N(1, 2²) || N(0, 1)) = (4 + 1 - 1) / 2 - ln 2; two such values in the first row, 0 in the second.
        var wide = new Gaussian(tensor(new float[] { 1, 1, 0, 0 }).reshape(2, 2), tensor(new[] { MathF.Log(2), MathF.Log(2), 0, 0 }).reshape(2, 2));
        var unit = new Gaussian(zeros(2, 2), zeros(2, 2));
        Assert.Equal(2 - Math.Log(2), wide.Divergence(unit).item<float>(), 1e-5);
        Assert.Equal(0, wide.Divergence(wide).item<float>(), 1e-6);
        // KL(N(0, 1) || N(1, 2²)) = (1 + 1) / 8 - 1 / 2 + ln 2
        Assert.Equal(0.25 - 0.5 + Math.Log(2), unit.Divergence(wide).item<float>(), 1e-5);
    }

    [Fact]
    public void Codes_that_are_drawn_have_the_mean_and_deviation_of_the_prior()
    {
        using DisposeScope scope = NewDisposeScope();
        using var prior = new LatentPrior(4, 3, 8);
        var noise = new SeededNoise(prior.NoiseLength);
        const int Count = 2000;
        Tensor seeds = arange(Count, dtype: ScalarType.Int64).reshape(Count, 1);
        Tensor codes = prior.Draw(new Gaussian(full([Count, 4], 5f), full([Count, 4], MathF.Log(0.5f))), noise.Forward(seeds, ones(Count, 1)));
        float[] values = codes.data<float>().ToArray();
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Assert.InRange(mean, 4.97, 5.03);
        Assert.InRange(deviation, 0.48, 0.52);
        // As in a normal distribution, 68 % are within one deviation.
        Assert.InRange(values.Count(v => Math.Abs(v - mean) < deviation) / (double)values.Length, 0.6, 0.75);
    }

    [Fact]
    public void Without_creativity_every_code_is_the_mean()
    {
        using DisposeScope scope = NewDisposeScope();
        using var prior = new LatentPrior(4, 3, 8);
        Tensor noise = new SeededNoise(prior.NoiseLength).Forward(tensor(new long[] { 1, 2 }).reshape(2, 1), zeros(2, 1));
        Assert.All(prior.Draw(new Gaussian(full([2, 4], 5f), zeros(2, 4)), noise).data<float>().ToArray(), value => Assert.Equal(5, value));
    }
}
