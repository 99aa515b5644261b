using Pix2Pitch.Fourier;

namespace Pix2Pitch.Transforms.Tests.Fourier;

public sealed class RealFourierTransformTests
{
    public static TheoryData<int> Sizes => [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];

    [Theory, MemberData(nameof(Sizes))]
    public void It_equals_a_naive_transform_in_double_precision(int size)
    {
        float[] x = TestSignals.Noise(size, size);
        (float[] re, float[] im) = Forward(x);
        double worst = 0, energy = 0;
        for (int k = 0; k <= size / 2; k += Math.Max(1, size / 256))
        {
            (double r, double i) = Naive(x, k);
            worst = Math.Max(worst, Math.Max(Math.Abs(r - re[k]), Math.Abs(i - im[k])));
            energy = Math.Max(energy, Math.Sqrt(r * r + i * i));
        }
        Assert.True(worst < 1e-6 * energy, $"{worst / energy:g3} of the largest value");
        Assert.Equal(0, im[0]);
        Assert.Equal(0, im[^1]);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void The_inverse_restores_the_signal(int size)
    {
        float[] x = TestSignals.Noise(size, 3);
        (float[] re, float[] im) = Forward(x);
        float[] back = Spectra.Inverse(re, im);
        for (int n = 0; n < size; n++) Assert.Equal(x[n], back[n], 1e-6);
    }

    [Fact]
    public void It_is_linear()
    {
        float[] x = TestSignals.Noise(512, 1), y = TestSignals.Noise(512, 2), both = new float[512];
        for (int n = 0; n < 512; n++) both[n] = 2 * x[n] - 3 * y[n];
        (float[] xr, float[] xi) = Forward(x);
        (float[] yr, float[] yi) = Forward(y);
        (float[] br, float[] bi) = Forward(both);
        for (int k = 0; k <= 256; k++)
        {
            Assert.Equal(2 * xr[k] - 3 * yr[k], br[k], 1e-3);
            Assert.Equal(2 * xi[k] - 3 * yi[k], bi[k], 1e-3);
        }
    }

    [Fact]
    public void It_preserves_the_energy_by_Parsevals_theorem()
    {
        float[] x = TestSignals.Noise(2048, 5);
        (float[] re, float[] im) = Forward(x);
        double time = x.Sum(v => (double)v * v), frequency = 0;
        for (int k = 0; k <= 1024; k++) frequency += (k is 0 or 1024 ? 1 : 2) * ((double)re[k] * re[k] + (double)im[k] * im[k]);
        Assert.Equal(1, frequency / 2048 / time, 1e-6);
    }

    [Fact]
    public void Every_signal_is_transformed_independently()
    {
        float[][] signals = [.. Enumerable.Range(0, RealFourierTransform.Lanes).Select(lane => TestSignals.Noise(512, lane))];
        (float[] Re, float[] Im)[] together = Spectra.Of(signals);
        for (int lane = 0; lane < signals.Length; lane++)
        {
            (float[] re, float[] im) = Forward(signals[lane]);
            Assert.Equal(re, together[lane].Re);
            Assert.Equal(im, together[lane].Im);
        }
    }

    [Theory, InlineData(0), InlineData(4), InlineData(100), InlineData(-8)]
    public void A_size_that_is_not_a_power_of_two_is_refused(int size)
        => Assert.Throws<ArgumentOutOfRangeException>(() => RealFourierTransform.For(size));

    private static (float[] Re, float[] Im) Forward(float[] x) => Spectra.Of([x])[0];

    private static (double Re, double Im) Naive(float[] x, int k)
    {
        double re = 0, im = 0;
        for (int n = 0; n < x.Length; n++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * ((long)k * n % x.Length) / x.Length);
            re += x[n] * cos;
            im += x[n] * sin;
        }
        return (re, im);
    }
}
