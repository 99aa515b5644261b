namespace Pix2Pitch.Styles;

/// <summary>The style of a work, and how much it is to be trusted.</summary>
/// <param name="Style">The style; null where it is unknown.</param>
/// <param name="Confidence">
/// From 0 to 1: 1 where it is that of the artist or composer; at most 0.9 where it is the one that prevailed in the year and
/// place (<see cref="StylePeriods.Find"/>); 0 where it is unknown.
/// </param>
/// <param name="Person">What the name gave.</param>
public sealed record StyleFinding(Style? Style, float Confidence, PersonLookup Person);
