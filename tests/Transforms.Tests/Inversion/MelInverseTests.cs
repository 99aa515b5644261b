using NWaves.Filters.Fda;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Transforms.Tests.Mel;

namespace Pix2Pitch.Transforms.Tests.Inversion;

public sealed class MelInverseTests
{
    [Theory, InlineData(0), InlineData(1)]
    public void It_is_as_close_as_the_exact_algorithm_of_Lawson_and_Hanson(int index)
    {
        ReferenceData.NnlsCase reference = ReferenceData.Values.Nnls[index];
        MelOptions options = (reference.MelBands == 256 ? MelOptions.Thesis256 : MelOptions.Thesis512) with { Frames = 1 };
        float[] mel = [.. reference.Mel.Select(m => (float)m)];
        float[] x = Solve(options, mel, 2000);
        Assert.All(x, value => Assert.True(value >= 0));

        double residual = 0;
        float[][] triangles = FilterBanks.MelBankSlaney(options.MelBands, options.FftSize, options.SampleRate, 0, options.SampleRate / 2.0, false);
        float[][] normalised = FilterBanks.MelBankSlaney(options.MelBands, options.FftSize, options.SampleRate, 0, options.SampleRate / 2.0, true);
        for (int band = 0; band < options.MelBands; band++)
        {
            double sum = 0;
            for (int bin = 0; bin < x.Length; bin++) sum += triangles[band][bin] * x[bin];
            double target = mel[band] * triangles[band].Sum() / normalised[band].Sum();
            residual += (sum - target) * (sum - target);
        }
        Assert.InRange(Math.Sqrt(residual), 0.999 * reference.ResidualNorm, 1.01 * reference.ResidualNorm + 1e-5 * reference.TargetNorm);
    }

    [Fact]
    public void On_the_semitone_scale_it_is_as_close_as_the_exact_algorithm_too()
    {
        ReferenceData.NnlsCase reference = ReferenceData.Values.Nnls[2];
        MelOptions options = MelOptions.Semitone256 with { Frames = 1 };
        float[] mel = [.. reference.Mel.Select(m => (float)m)];
        float[] x = Solve(options, mel, 5000);
        Assert.All(x, value => Assert.True(value >= 0));
        double residual = 0;
        var bank = MelFilterBank.For(options); // its weights are compared elsewhere
        for (int band = 0; band < bank.Bands; band++)
        {
            double sum = -mel[band];
            ReadOnlySpan<float> weights = bank.Weights(band);
            for (int i = 0; i < weights.Length; i++) sum += weights[i] * x[bank.FirstBin(band) + i];
            residual += sum * sum;
        }
        Assert.InRange(Math.Sqrt(residual), 0.999 * reference.ResidualNorm, 1.01 * reference.ResidualNorm + 1e-5 * reference.TargetNorm);
    }

    [Fact]
    public void More_iterations_are_closer()
    {
        MelOptions options = MelOptions.Thesis256 with { Frames = 1 };
        float[] mel = [.. ReferenceData.Values.Nnls[0].Mel.Select(m => (float)m)];
        float[] best = Solve(options, mel, 2000);
        double last = double.MaxValue;
        foreach (int iterations in new[] { 0, 10, 100, 1000 })
        {
            double distance = Math.Sqrt(Solve(options, mel, iterations).Zip(best, (a, b) => (double)(a - b) * (a - b)).Sum());
            Assert.True(distance < last, $"{distance} after {iterations} iterations, {last} before");
            last = distance;
        }
    }

    [Fact]
    public void No_power_gives_no_power() => Assert.All(Solve(MelOptions.Thesis256 with { Frames = 1 }, new float[256], 50), value => Assert.Equal(0, value));

    [Fact]
    public void Every_frame_is_solved_independently()
    {
        MelOptions options = MelOptions.Small64;
        float[] mel = [.. TestSignals.Noise(options.ValueCount, 4).Select(Math.Abs)];
        float[] all = Solve(options, mel, 30);
        int bins = options.FftSize / 2 + 1;
        foreach (int frame in new[] { 0, 15, 16, 63 })
        {
            float[] single = [.. Enumerable.Range(0, options.MelBands).Select(band => mel[band * options.Frames + frame])];
            Assert.Equal(Solve(options with { Frames = 1 }, single, 30), all[(frame * bins)..((frame + 1) * bins)]);
        }
    }

    private static float[] Solve(MelOptions options, float[] mel, int iterations)
    {
        var linear = new float[options.Frames * (options.FftSize / 2 + 1)];
        MelInverse.For(options).Solve(mel, options.Frames, iterations, 0, linear);
        return linear;
    }
}
