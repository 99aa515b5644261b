namespace Pix2Pitch.Training.Runs;

/// <summary>The learning rate of each step, as a share of the option.</summary>
internal static class LearningRateCurve
{
    private const double StepFactor = 0.1;

    /// <summary>The share, from 0 to 1.</summary>
    /// <param name="options">The schedule.</param>
    /// <param name="step">Number of the step, from 1.</param>
    public static double ShareAt(TrainingOptions options, long step)
    {
        double warmup = step <= options.WarmupSteps ? (double)step / (options.WarmupSteps + 1) : 1;
        LearningRateSchedule schedule = options.Schedule ?? (options.DecayFrom is null ? LearningRateSchedule.Constant : LearningRateSchedule.Linear);
        long from = options.DecayFrom ?? options.WarmupSteps;
        // The part of the decay that is left at the start of the step: 1 until it begins, and above 0 in the last step.
        double left = options.Steps > from ? Math.Clamp((double)(options.Steps - step + 1) / (options.Steps - from), 0, 1) : 1;
        return warmup * schedule switch
        {
            LearningRateSchedule.Linear => left,
            LearningRateSchedule.Cosine => 0.5 - 0.5 * Math.Cos(Math.PI * left),
            LearningRateSchedule.Step => Math.Pow(StepFactor, Math.Max(0, step - 1 - from) / options.DecayEvery),
            _ => 1,
        };
    }
}
