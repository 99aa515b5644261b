namespace Pix2Pitch.Training.Reports;

/// <summary>How far a measure of paintings and one of their music go together.</summary>
/// <param name="Painting">The painting's measure; empty for the mean over all.</param>
/// <param name="Music">The clip's measure; likewise.</param>
/// <param name="Pairs">The rank correlation over the pairs, -1 to 1.</param>
/// <param name="WithinStyles">
/// The same where the clips are shuffled among the pairs of a style: what chance gives to paintings that have music of their style.
/// </param>
/// <param name="AcrossStyles">The same where the clips are shuffled among all pairs.</param>
public sealed record FeatureCorrelation(string Painting, string Music, double Pairs, ShuffledSpread WithinStyles, ShuffledSpread AcrossStyles)
{
    /// <summary>Whether it is more than chance gives within styles, but for 2.5 percent.</summary>
    public bool IsBeyondChance => Pairs > WithinStyles.High;
}
