namespace Pix2Pitch.Training.Reports;

/// <summary>How many paintings, clips and pairs a style, a period or a place has.</summary>
/// <param name="Name">The style, the years or the country; empty where it is not known.</param>
/// <param name="Paintings">Its paintings.</param>
/// <param name="Clips">Its clips.</param>
/// <param name="Pairs">The pairs whose painting belongs to it.</param>
public sealed record GroupCounts(string Name, SplitCounts Paintings, SplitCounts Clips, SplitCounts Pairs);
