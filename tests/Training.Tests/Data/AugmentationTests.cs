using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class AugmentationTests
{
    [Fact]
    public void Without_enlargement_and_mirroring_a_painting_stays_as_it_is()
    {
        float[] painting = Samples.Painting(1), result = new float[painting.Length];
        PaintingAugmenter.Jitter(painting, result, 64, 1, flip: false, new SeededRandom(1, RandomPurpose.Jitter));
        Assert.All(painting.Zip(result), p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    [Fact]
    public void Half_of_the_paintings_are_mirrored()
    {
        float[] painting = Samples.Painting(1), result = new float[painting.Length];
        int mirrored = 0;
        for (int i = 0; i < 100; i++)
        {
            PaintingAugmenter.Jitter(painting, result, 64, 1, flip: true, new SeededRandom(1, RandomPurpose.Jitter, i));
            bool same = Math.Abs(result[5] - painting[5]) < 1e-6;
            Assert.True(same || Math.Abs(result[5] - painting[58]) < 1e-6);
            mirrored += same ? 0 : 1;
        }
        Assert.InRange(mirrored, 30, 70);
    }

    [Fact]
    public void A_jittered_painting_is_a_window_of_the_enlarged_one()
    {
        // On a ramp the window's slope is the ramp's over the enlargement, and no value leaves the ramp's range.
        float[] ramp = [.. Enumerable.Range(0, 3 * 64 * 64).Select(i => i % 64 / 63f)], result = new float[ramp.Length];
        for (int i = 0; i < 20; i++)
        {
            PaintingAugmenter.Jitter(ramp, result, 64, 1.25, flip: false, new SeededRandom(2, RandomPurpose.Jitter, i));
            Assert.InRange(result.Min(), 0f, 0.21f);
            Assert.InRange(result.Max(), 0.79f, 1f);
            Assert.Equal(1 / 63f / 1.25f, result[33] - result[32], 1e-5);
        }
    }

    [Fact]
    public void Every_epoch_shows_every_example_once_in_an_order_of_its_own()
    {
        var order = new EpochOrder(10, seed: 3);
        int[] first = [.. Enumerable.Range(0, 10).Select(i => order[i])], second = [.. Enumerable.Range(10, 10).Select(i => order[i])];
        Assert.Equal(Enumerable.Range(0, 10), first.Order());
        Assert.Equal(Enumerable.Range(0, 10), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first[3], new EpochOrder(10, seed: 3)[3]);
        Assert.Equal(second[3], new EpochOrder(10, seed: 3)[13]);
    }

    [Fact]
    public void Streams_of_different_purposes_and_indices_are_different()
    {
        ulong[] bits = [new SeededRandom(1, RandomPurpose.Noise).NextBits(), new SeededRandom(1, RandomPurpose.Order).NextBits(),
            new SeededRandom(1, RandomPurpose.Noise, 1).NextBits(), new SeededRandom(2, RandomPurpose.Noise).NextBits()];
        Assert.Equal(4, bits.Distinct().Count());
        Assert.Equal(bits[0], new SeededRandom(1, RandomPurpose.Noise).NextBits());
    }

    [Fact]
    public void Seeds_use_all_32_bits_and_Gaussians_are_normal()
    {
        var source = new SeededRandom(1, RandomPurpose.Noise);
        double[] seeds = [.. Enumerable.Range(0, 100_000).Select(_ => source.NextSeed() / (double)int.MaxValue)];
        Assert.InRange(seeds.Average(), -0.02, 0.02);
        Assert.InRange(seeds.Average(s => s * s), 0.32, 0.35);
        Assert.InRange(seeds.Min(), -1.0001, -0.99);
        var random = new SeededRandom(1, RandomPurpose.Noise);
        double[] gaussians = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian())];
        Assert.InRange(gaussians.Average(), -0.02, 0.02);
        Assert.InRange(gaussians.Average(g => g * g), 0.98, 1.02);
        Assert.InRange(gaussians.Average(g => g * g * g * g), 2.8, 3.2);
    }
}
