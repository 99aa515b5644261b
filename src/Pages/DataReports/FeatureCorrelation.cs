namespace Pix2Pitch.Pages.DataReports;

/// <summary>How strongly a feature of the paintings and one of their music are related.</summary>
/// <param name="Painting">The painting's feature; empty for the mean of all.</param>
/// <param name="Music">The clip's feature; empty for the mean of all.</param>
/// <param name="Pairs">The rank correlation over the pairs, -1 to 1.</param>
/// <param name="WithinStyles">
/// The same after the clips were shuffled among the pairs of each style: what chance gives if paintings only have music of their style.
/// </param>
/// <param name="AcrossStyles">The same after the clips were shuffled among all pairs.</param>
public sealed record FeatureCorrelation(string Painting, string Music, double Pairs, ShuffledSpread WithinStyles, ShuffledSpread AcrossStyles)
{
    /// <summary>Whether it is higher than 97.5 percent of what chance gives within styles.</summary>
    public bool IsBeyondChance => Pairs > WithinStyles.High;
}

/// <summary>The correlations of shuffled pairs.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Low">2.5 percent of them are lower.</param>
/// <param name="High">2.5 percent of them are higher.</param>
/// <param name="Shuffles">How many there are.</param>
public sealed record ShuffledSpread(double Mean, double Low, double High, int Shuffles);
