using Pix2Pitch.Training.Health;

namespace Pix2Pitch.Training.Tests.Health;

public sealed class BandStatisticsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(40)]
    public void Music_that_begins_later_has_the_same_means_and_deviations(int frames)
    {
        float[] mel = Samples.Mel(3), later = new float[mel.Length];
        for (int i = 0; i < mel.Length; i++) later[i / 64 * 64 + (i + frames) % 64] = mel[i];
        float[] expected = BandStatistics.Of(mel, 64), found = BandStatistics.Of(later, 64);
        Assert.All(expected.Zip(found).Take(64), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        // One change more or less at the ends.
        Assert.All(expected.Zip(found).Skip(64), pair => Assert.Equal(pair.First, pair.Second, 2f / 63));
    }

    [Fact]
    public void The_values_are_mean_deviation_and_change_of_groups_of_bands()
    {
        var mel = new float[64 * 64];
        for (int frame = 0; frame < 64; frame++)
        {
            mel[2 * 64 + frame] = frame % 2; // bands 2 and 3 are the second group
            mel[3 * 64 + frame] = 1;
        }
        float[] values = BandStatistics.Of(mel, 64);
        Assert.Equal((0, 0, 0), (values[0], values[32], values[64]));
        Assert.Equal((0.75f, 0.25f, 0.5f), (values[1], values[33], values[65]));
    }
}
