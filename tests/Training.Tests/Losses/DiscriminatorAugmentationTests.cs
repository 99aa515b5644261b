using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Losses;

[Collection(TensorLibraryTests.Name)]
public sealed class DiscriminatorAugmentationTests
{
    private const double TopDecibels = 80;

    private static readonly TrainingOptions s_none = Samples.Options with { BatchSize = 2 };

    [Fact]
    public void A_time_shift_moves_frames_and_fills_with_silence()
    {
        float[] mel = Samples.Mel(1);
        float[][] seen = [.. Enumerable.Range(1, 40).Select(step => Apply(s_none with { Augmentation = new() { TimeShift = 0.25 } }, mel, step))];
        var shifts = new HashSet<int>();
        foreach (float[] rows in seen)
        {
            int shift = Enumerable.Range(-16, 33).Single(s => Enumerable.Range(0, 64 * 64).All(i => rows[i] == (i % 64 - s is >= 0 and < 64 ? mel[i - s] : -1)));
            shifts.Add(shift);
        }
        Assert.True(shifts.Count > 15 && shifts.Min() < -8 && shifts.Max() > 8, string.Join(", ", shifts.Order()));
    }

    [Fact]
    public void A_gap_is_silent_in_all_bands_and_not_longer_than_asked()
    {
        float[] mel = [.. Enumerable.Repeat(0.3f, 64 * 64)];
        int longest = 0;
        for (int step = 1; step <= 40; step++)
        {
            float[] seen = Apply(s_none with { Augmentation = new() { Cutout = 0.5 } }, mel, step);
            int[] silent = [.. Enumerable.Range(0, 64).Where(x => seen[x] == -1)];
            Assert.All(silent, x => Assert.All(Enumerable.Range(0, 64), y => Assert.Equal(-1, seen[y * 64 + x])));
            Assert.True(silent.Length == 0 || silent[^1] - silent[0] + 1 == silent.Length);
            longest = Math.Max(longest, silent.Length);
        }
        Assert.InRange(longest, 20, 32);
    }

    [Fact]
    public void A_gain_adds_the_same_number_of_decibels_everywhere_within_the_range()
    {
        float[] mel = [-0.5f, 0, 0.5f, .. Enumerable.Repeat(0f, 64 * 64 - 3)];
        double[] gains = [.. Enumerable.Range(1, 40).Select(step =>
        {
            float[] seen = Apply(s_none with { Augmentation = new() { Gain = 10 } }, mel, step);
            Assert.Equal(seen[1] - seen[0], seen[2] - seen[1], 1e-5f);
            return seen[1] * TopDecibels / 2;
        })];
        Assert.InRange(gains.Max(), 5, 10);
        Assert.InRange(gains.Min(), -10, -5);
    }

    [Fact]
    public void A_transposition_moves_three_rows_for_each_whole_semitone_and_fills_with_silence()
    {
        float[] mel = Samples.Mel(1);
        var semitones = new HashSet<int>();
        for (int step = 1; step <= 60; step++)
        {
            float[] seen = Apply(s_none with { Augmentation = new() { Semitones = 4 } }, mel, step);
            semitones.Add(Enumerable.Range(-4, 9).Single(s => Enumerable.Range(0, 64 * 64).All(i => seen[i] == (i - 3 * s * 64 is >= 0 and < 64 * 64 and int from ? mel[from] : -1))));
        }
        Assert.Equal(Enumerable.Range(-4, 9), semitones.Order());
    }

    [Fact]
    public void A_transposition_does_not_change_what_else_is_drawn()
    {
        AugmentationOptions others = new() { TimeShift = 0.25, Cutout = 0.5, Gain = 6 };
        float[] mel = [.. Enumerable.Repeat(0.3f, 64 * 64)];
        for (int step = 1; step <= 10; step++)
        {
            float[] without = Apply(s_none with { Augmentation = others }, mel, step), with = Apply(s_none with { Augmentation = others with { Semitones = 4 } }, mel, step);
            Assert.Equal(without[(32 * 64)..(33 * 64)], with[(32 * 64)..(33 * 64)]); // a row that is never free
        }
    }

    [Fact]
    public void Gradients_pass_through_and_each_example_has_its_own_change()
    {
        using DisposeScope scope = NewDisposeScope();
        TrainingOptions options = s_none with { Augmentation = new() { TimeShift = 0.25, Cutout = 0.25, Gain = 6 } };
        Tensor mel = tensor((float[])[.. Samples.Mel(1), .. Samples.Mel(1)]).reshape(2, 1, 64, 64).requires_grad_();
        Tensor seen = new DiscriminatorAugmentation(options, TopDecibels, 3).Apply(mel);
        Assert.NotEqual(seen[0].data<float>().ToArray(), seen[1].data<float>().ToArray());
        seen.sum().backward();
        Assert.InRange(mel.grad!.sum().item<float>(), 1000, 2 * 64 * 64 - 1);
    }

    [Fact]
    public void Nothing_is_used_unless_it_is_asked_for()
    {
        Assert.False(s_none.Augmentation.IsUsed);
        Assert.True(new AugmentationOptions { Gain = 1 }.IsUsed);
        Assert.True(new AugmentationOptions { Semitones = 1 }.IsUsed);
    }

    private static float[] Apply(TrainingOptions options, float[] mel, long step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor batch = tensor((float[])[.. mel, .. mel]).reshape(2, 1, 64, 64);
        return new DiscriminatorAugmentation(options, TopDecibels, step).Apply(batch)[0].data<float>().ToArray();
    }
}
