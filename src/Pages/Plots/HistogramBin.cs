namespace Pix2Pitch.Pages.Plots;

/// <summary>A bar of a histogram.</summary>
/// <param name="From">The lower bound; included.</param>
/// <param name="To">The upper bound; excluded, except in the last bin.</param>
/// <param name="Count">How many values lie between the bounds.</param>
public sealed record HistogramBin(double From, double To, int Count);
