namespace Pix2Pitch.Training.Reports;

/// <summary>A bar of a histogram.</summary>
/// <param name="From">The least value that counts here.</param>
/// <param name="To">The value that counts no longer; in the last bin it does.</param>
/// <param name="Count">How many there are.</param>
public sealed record FeatureBin(double From, double To, int Count);
