using Pix2Pitch.Inversion;

namespace Pix2Pitch.Transforms.Tests.Inversion;

public sealed class ClipJoinerTests
{
    [Fact]
    public void The_power_of_unrelated_clips_is_constant_through_the_joint()
    {
        float[] joined = ClipJoiner.Join([TestSignals.Noise(60000, 1), TestSignals.Noise(60000, 2)], 40000);
        Assert.Equal(80000, joined.Length);
        for (int start = 0; start < joined.Length; start += 10000)
            Assert.Equal(1 / 3.0, joined.AsSpan(start, 10000).ToArray().Average(x => (double)x * x), 0.015);
    }

    [Fact]
    public void Clips_that_are_identical_in_the_overlap_are_not_changed()
    {
        float[] music = TestSignals.Music(8000, 24000);
        float[] joined = ClipJoiner.Join([music[..14000], music[10000..]], 4000);
        for (int n = 0; n < music.Length; n++) Assert.Equal(music[n], joined[n], 1e-5);
    }

    [Fact]
    public void The_power_is_constant_for_correlated_clips()
    {
        float[] a = TestSignals.Noise(60000, 1), b = TestSignals.Noise(60000, 2);
        for (int n = 0; n < 40000; n++) b[n] = 0.6f * a[20000 + n] + 0.8f * b[n]; // correlated by 0.6
        float[] joined = ClipJoiner.Join([a, b], 40000);
        for (int start = 0; start < joined.Length; start += 10000)
            Assert.Equal(1 / 3.0, joined.AsSpan(start, 10000).ToArray().Average(x => (double)x * x), 0.015);
    }

    [Fact]
    public void Outside_of_the_joints_the_clips_are_untouched()
    {
        float[] a = TestSignals.Noise(100, 1), b = TestSignals.Noise(80, 2), c = TestSignals.Noise(90, 3);
        float[] joined = ClipJoiner.Join([a, b, c], 20);
        Assert.Equal(230, joined.Length);
        Assert.Equal(a[..80], joined[..80]);
        Assert.Equal(b[20..60], joined[100..140]);
        Assert.Equal(c[20..], joined[160..]);
    }

    [Fact]
    public void Without_overlap_clips_follow_each_other()
        => Assert.Equal([1f, 2, 3], ClipJoiner.Join([[1, 2], [3]], 0));

    [Fact]
    public void One_clip_is_not_changed_and_no_clips_give_no_sound()
    {
        Assert.Equal([1f, 2], ClipJoiner.Join([[1, 2]], 5));
        Assert.Empty(ClipJoiner.Join([], 5));
    }

    [Fact]
    public void A_clip_shorter_than_its_overlaps_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ClipJoiner.Join([new float[10], new float[9], new float[10]], 5));
        Assert.Contains("Clip 1 has 9 samples; with overlaps of 5 it must have 10", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ClipJoiner.Join([], -1));
    }
}
