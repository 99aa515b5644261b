using NWaves.Filters.Fda;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Transforms.Tests.Mel;

namespace Pix2Pitch.Transforms.Tests.Inversion;

public sealed class MelInverseTests
{
    [Theory, InlineData(0), InlineData(1)]
    public void It_comes_as_near_as_the_exact_algorithm_of_Lawson_and_Hanson(int index)
    {
        ReferenceData.NnlsCase reference = ReferenceData.Values.Nnls[index];
        MelOptions settings = (reference.MelBands == 256 ? MelOptions.Thesis256 : MelOptions.Thesis512) with { Frames = 1 };
        float[] mel = [.. reference.Mel.Select(m => (float)m)];
        float[] x = Solve(settings, mel, 2000);
        Assert.All(x, value => Assert.True(value >= 0));

        double residual = 0;
        float[][] triangles = FilterBanks.MelBankSlaney(settings.MelBands, settings.FftSize, settings.SampleRate, 0, settings.SampleRate / 2.0, false);
        float[][] normalised = FilterBanks.MelBankSlaney(settings.MelBands, settings.FftSize, settings.SampleRate, 0, settings.SampleRate / 2.0, true);
        for (int band = 0; band < settings.MelBands; band++)
        {
            double sum = 0;
            for (int bin = 0; bin < x.Length; bin++) sum += triangles[band][bin] * x[bin];
            double target = mel[band] * triangles[band].Sum() / normalised[band].Sum();
            residual += (sum - target) * (sum - target);
        }
        Assert.InRange(Math.Sqrt(residual), 0.999 * reference.ResidualNorm, 1.01 * reference.ResidualNorm + 1e-5 * reference.TargetNorm);
    }

    [Fact]
    public void More_iterations_come_nearer()
    {
        MelOptions settings = MelOptions.Thesis256 with { Frames = 1 };
        float[] mel = [.. ReferenceData.Values.Nnls[0].Mel.Select(m => (float)m)];
        float[] best = Solve(settings, mel, 2000);
        double last = double.MaxValue;
        foreach (int iterations in new[] { 0, 10, 100, 1000 })
        {
            double distance = Math.Sqrt(Solve(settings, mel, iterations).Zip(best, (a, b) => (double)(a - b) * (a - b)).Sum());
            Assert.True(distance < last, $"{distance} after {iterations} iterations, {last} before");
            last = distance;
        }
    }

    [Fact]
    public void No_power_gives_no_power() => Assert.All(Solve(MelOptions.Thesis256 with { Frames = 1 }, new float[256], 50), value => Assert.Equal(0, value));

    [Fact]
    public void Every_frame_is_solved_by_itself()
    {
        MelOptions settings = MelOptions.Small64;
        float[] mel = [.. TestSignals.Noise(settings.ValueCount, 4).Select(Math.Abs)];
        float[] all = Solve(settings, mel, 30);
        int bins = settings.FftSize / 2 + 1;
        foreach (int frame in new[] { 0, 15, 16, 63 })
        {
            float[] single = [.. Enumerable.Range(0, settings.MelBands).Select(band => mel[band * settings.Frames + frame])];
            Assert.Equal(Solve(settings with { Frames = 1 }, single, 30), all[(frame * bins)..((frame + 1) * bins)]);
        }
    }

    private static float[] Solve(MelOptions settings, float[] mel, int iterations)
    {
        var linear = new float[settings.Frames * (settings.FftSize / 2 + 1)];
        MelInverse.For(settings).Solve(mel, settings.Frames, iterations, 0, linear);
        return linear;
    }
}
