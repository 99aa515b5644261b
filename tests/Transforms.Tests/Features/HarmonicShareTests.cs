using System.Runtime.Intrinsics;
using Pix2Pitch.Features;

namespace Pix2Pitch.Transforms.Tests.Features;

public sealed class HarmonicShareTests
{
    [Fact]
    public void The_median_of_each_lane_is_that_of_its_sorted_values()
    {
        var random = new Random(4);
        for (int count = 1; count <= 40; count++)
        {
            var values = new Vector512<float>[count];
            // Some are equal, and some are zero.
            for (int i = 0; i < count; i++) values[i] = Vector512.Create([.. Enumerable.Range(0, 16).Select(_ => (float)random.Next(count))]);
            float[] wanted = [.. Enumerable.Range(0, 16).Select(lane => Median(values.Select(value => value[lane])))];
            Vector512<float> medians = LaneMedian.Of(values);
            Assert.Equal(wanted, Enumerable.Range(0, 16).Select(lane => medians[lane]));
        }
    }

    [Theory, InlineData(22050), InlineData(9000), InlineData(1000)]
    public void The_share_is_that_of_the_definition(int samples)
    {
        float[] sound = [.. TestSignals.Music(22050, samples, 3).Zip(TestSignals.Noise(samples, 3), (music, noise) => music + 0.1f * noise)];
        var spectrogram = new MagnitudeSpectrogram(sound, 2048, 1024);
        double energy = 0, kept = 0;
        for (int frame = 0; frame < spectrogram.Frames; frame++)
        {
            for (int bin = 0; bin < spectrogram.Bins; bin++)
            {
                double h = Median(Range(frame, 8, spectrogram.Frames).Select(near => spectrogram.Frame(near)[bin]));
                double p = Median(Range(bin, 15, spectrogram.Bins).Select(near => spectrogram.Frame(frame)[near]));
                double power = (double)spectrogram.Frame(frame)[bin] * spectrogram.Frame(frame)[bin];
                energy += power;
                if (h > 0) kept += power * h * h / (h * h + p * p);
            }
        }
        Assert.Equal(kept / energy, HarmonicShare.Of(spectrogram), 1e-9);
    }

    private static IEnumerable<int> Range(int middle, int reach, int count)
        => Enumerable.Range(0, count).Where(near => Math.Abs(near - middle) <= reach);

    private static float Median(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
