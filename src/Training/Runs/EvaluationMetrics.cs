using Pix2Pitch.Training.Health;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// How much a generator's outputs differ, measured during training. All values except <see cref="DiversityRatio"/> are mean absolute differences
/// of mel-spectrograms, in units of their range [-1, 1].
/// </summary>
/// <param name="Diversity">Between the outputs for different paintings, each with its own seed: the mean over all pairs.</param>
/// <param name="RealDiversity">Between the real mel-spectrograms of these paintings: the mean over all pairs.</param>
/// <param name="SeedDiversity">Between the outputs for one painting with different seeds: the mean over all pairs.</param>
/// <param name="ValidationL1">Between the output and the real mel-spectrogram of a painting: the mean over the paintings.</param>
public sealed record EvaluationMetrics(double Diversity, double RealDiversity, double SeedDiversity, double ValidationL1)
{
    /// <summary>
    /// <see cref="Diversity"/> divided by <see cref="RealDiversity"/>: near 0 if all paintings get the same output (mode collapse), about 1 if
    /// outputs differ as much as real clips. 0 if the real clips do not differ.
    /// </summary>
    public double DiversityRatio => RealDiversity > 0 ? Diversity / RealDiversity : 0;

    /// <summary>The cross entropy of the notes of held-out clips in nats for each note; null unless sequences of notes are learnt, or if no clip is held out.</summary>
    public double? ValidationNotes { get; init; }

    /// <summary>
    /// The mean distance of the outputs from their nearest training clips, in statistics of the bands that ignore timing, and in standard deviations of the training clips;
    /// null if there are no held-out clips to compare with.
    /// </summary>
    public double? NearestClip { get; init; }

    /// <summary>The same for held-out real clips; null if there are none.</summary>
    public double? RealNearestClip { get; init; }

    /// <summary><see cref="NearestClip"/> divided by <see cref="RealNearestClip"/>: near 0 for copies of training clips, about 1 for music as new as real clips.</summary>
    public double? NearestRatio => RealNearestClip > 0 ? NearestClip / RealNearestClip : null;

    /// <summary>How the outputs sound; null if that was not measured, or all of them are silent.</summary>
    public SoundFigures? Sound { get; init; }

    /// <summary>How the real clips of the paintings sound.</summary>
    public SoundFigures? RealSound { get; init; }
}
