using static System.FormattableString;

namespace Pix2Pitch.Training.Health;

/// <summary>A problem that an evaluation shows.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Sentence">What was measured, what it means, and what to do.</param>
internal sealed record HealthFinding(HealthProblem Problem, string Sentence)
{
    // Wide, because the sound of real clips also varies.
    private const double NoiseFactor = 2, MinNoise = 0.05, OnsetFactor = 4, MinOnsetRate = 0.25, PitchFactor = 0.5, MinPitchClarity = 0.1;

    /// <summary>The problems that an evaluation shows.</summary>
    /// <param name="options">The bounds.</param>
    /// <param name="value">Gives the value of a column of the log; null if it was not measured.</param>
    public static IEnumerable<HealthFinding> Find(HealthOptions options, Func<string, double?> value)
    {
        if (value("diversity_ratio") is { } ratio && ratio < options.MinDiversityRatio)
        {
            yield return new(HealthProblem.OutputsAlike, Invariant($"The outputs differ {100 * ratio:F0} % as much as real clips: all paintings get nearly the same output. ")
                + "If that continues after some thousand steps, try a higher --diversity in a new run.");
        }
        if (value("diversity_seeds") / value("diversity_real") is { } seeds && seeds < options.MinSeedDiversityRatio)
        {
            yield return new(HealthProblem.SeedsAlike, Invariant($"Outputs for one painting with different noise differ {100 * seeds:F1} % as much as real clips: every seed gives nearly the same music. ")
                + "For more variation, try --mode-seeking 1 in a new run.");
        }
        if (value("nearest_ratio") is { } nearest && nearest < options.MinNearestRatio)
        {
            yield return new(HealthProblem.Copies, Invariant($"The outputs are {100 * nearest:F0} % as far from their nearest training clips as held-out real clips are: they are nearly copies of training clips. ")
                + "Train with more music, or with fewer --steps or a smaller --width in a new run.");
        }
        if (value("spectral_flatness") is { } flatness && value("spectral_flatness_real") is { } realFlatness && flatness > Math.Max(NoiseFactor * realFlatness, realFlatness + MinNoise))
        {
            yield return new(HealthProblem.Noise, Invariant($"The spectral flatness of the outputs is {flatness:F2}, that of real clips {realFlatness:F2}: the music sounds like noise. ")
                + "If more steps do not help, try --feature-matching 10 or a larger --width in a new run.");
        }
        if (value("onset_rate") is { } onsets && value("onset_rate_real") is { } realOnsets
            && Math.Max(onsets, realOnsets) > OnsetFactor * Math.Max(Math.Min(onsets, realOnsets), MinOnsetRate))
        {
            yield return new(HealthProblem.Onsets, Invariant($"The outputs have {onsets:F1} note onsets per second, real clips {realOnsets:F1}: ")
                + (onsets < realOnsets ? "the notes are blurred. If more steps do not help, try a lower --l1 in a new run."
                    : "the music crackles. If more steps do not help, try a higher --l1 or --upsampling ResizeConvolution in a new run."));
        }
        if (value("pitch_clarity") is { } clarity && value("pitch_clarity_real") is { } realClarity && clarity < PitchFactor * realClarity && clarity < realClarity - MinPitchClarity)
        {
            yield return new(HealthProblem.Pitches, Invariant($"The pitch clarity of the outputs is {clarity:F2}, that of real clips {realClarity:F2}: the notes have no clear pitch. ")
                + "If more steps do not help, try --tall-discriminator true, or data of more pixels.");
        }
    }
}
