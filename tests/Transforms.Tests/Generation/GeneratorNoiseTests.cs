using Pix2Pitch.Generation;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class GeneratorNoiseTests
{
    [Theory]
    [InlineData(0, "++++-+-++-++--+++-+++---++-++++-+--+++-----+-+-+-----+---+---+++--+-++")]
    [InlineData(1, "+-----++--+++-+--+------+--+---+--++-++++-++-+---+-+----+---+--++++--+")]
    [InlineData(-1, "------+++------++---++++++++-+-+-+---+-+++-+++--+---++-+++--+++---+-++")]
    public void A_seed_gives_the_same_values_for_ever(int seed, string signs)
        => Assert.Equal(signs, string.Concat(Noise(70, seed).Select(v => v > 0 ? '+' : '-')));

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Creativity_is_the_size_of_every_value(float creativity)
        => Assert.All(Noise(1000, 5, creativity), value => Assert.Equal(creativity, Math.Abs(value)));

    [Fact]
    public void More_noise_begins_with_the_same_values()
        => Assert.Equal(Noise(100, 42), Noise(1000, 42)[..100]);

    [Fact]
    public void Half_of_the_values_are_positive_and_neighbours_have_nothing_in_common()
    {
        const int Length = 100_000;
        for (int seed = 0; seed < 5; seed++)
        {
            float[] noise = Noise(Length, seed), next = Noise(Length, seed + 1);
            // Five standard deviations of a sum of so many independent signs.
            double limit = 5 * Math.Sqrt(Length);
            Assert.InRange(noise.Sum(v => (double)v), -limit, limit);
            Assert.InRange(noise.Zip(noise.Skip(1), (a, b) => (double)(a * b)).Sum(), -limit, limit);
            Assert.InRange(noise.Zip(next, (a, b) => (double)(a * b)).Sum(), -limit, limit);
        }
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void Creativity_out_of_its_range_is_refused(float creativity)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Noise(1, 0, creativity));
        Assert.Contains("from 0 to 1", e.Message, StringComparison.Ordinal);
    }

    private static float[] Noise(int length, int seed, float creativity = 1)
    {
        var noise = new float[length];
        GeneratorNoise.Fill(noise, seed, creativity);
        return noise;
    }
}
