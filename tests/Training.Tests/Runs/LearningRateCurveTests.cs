using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

public sealed class LearningRateCurveTests
{
    private static readonly TrainingOptions s_options = new() { Steps = 8 };

    [Fact]
    public void Without_a_schedule_the_rate_is_constant() => Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1], Shares(s_options));

    [Fact]
    public void A_linear_schedule_falls_from_the_given_step_and_is_above_0_in_the_last()
        => Assert.Equal([1, 1, 1, 1, 1, 0.75, 0.5, 0.25], Shares(s_options with { DecayFrom = 4 }));

    [Fact]
    public void A_step_schedule_divides_by_ten()
        => Assert.Equal([1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01], Shares(s_options with { Schedule = LearningRateSchedule.Step, DecayEvery = 3 }));

    [Fact]
    public void A_cosine_schedule_is_half_way_at_half_of_the_steps()
    {
        double[] shares = Shares(s_options with { Schedule = LearningRateSchedule.Cosine });
        Assert.Equal((1, 0.5), (shares[0], shares[4]));
        Assert.Equal(0.5 - 0.5 * Math.Cos(Math.PI / 8), shares[7], 1e-9);
        Assert.Equal(shares.OrderDescending(), shares);
    }

    [Fact]
    public void A_warm_up_rises_in_equal_steps_and_the_decay_begins_after_it()
    {
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1, 1, 1], Shares(s_options with { WarmupSteps = 3 }));
        Assert.Equal([0.25, 0.5, 0.75, 1, 0.8, 0.6, 0.4, 0.2], Shares(s_options with { WarmupSteps = 3, Schedule = LearningRateSchedule.Linear }));
    }

    [Fact]
    public void A_schedule_that_ends_needs_a_last_step()
        => Assert.Throws<ArgumentOutOfRangeException>(() => (s_options with { Steps = 0, Schedule = LearningRateSchedule.Cosine }).Validate());

    private static double[] Shares(TrainingOptions options)
        => [.. Enumerable.Range(1, 8).Select(step => Math.Round(LearningRateCurve.ShareAt(options, step), 9))];
}
