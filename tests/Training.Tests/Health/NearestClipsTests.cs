using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Health;

namespace Pix2Pitch.Training.Tests.Health;

public sealed class NearestClipsTests
{
    [Fact]
    public void A_copy_that_begins_later_is_much_nearer_than_held_out_clips()
    {
        TrainingData data = Samples.Data(pairs: 6, validation: 3);
        var clips = new NearestClips(data);
        float[] clip = Samples.Mel(2), later = new float[clip.Length];
        for (int i = 0; i < clip.Length; i++) later[i / 64 * 64 + (i + 16) % 64] = clip[i]; // a whole period of the stripes
        Assert.Equal(0, clips.Distance(clip), 1e-4);
        Assert.InRange(clips.Distance(later) / clips.HeldOut!.Value, 0, 0.05);
    }

    [Fact]
    public void A_copy_with_a_little_noise_is_still_much_nearer_than_held_out_clips()
    {
        var clips = new NearestClips(Samples.Data(pairs: 6, validation: 3));
        var random = new Random(1);
        float[] noisy = [.. Samples.Mel(2).Select(value => value + 0.05f * (random.NextSingle() - 0.5f))];
        Assert.InRange(clips.Distance(noisy) / clips.HeldOut!.Value, 0.001, 0.3);
    }

    [Fact]
    public void Without_held_out_clips_there_is_nothing_to_compare_with()
        => Assert.Null(new NearestClips(Samples.Data(pairs: 4, validation: 0)).HeldOut);
}
