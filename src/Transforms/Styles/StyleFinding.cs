namespace Pix2Pitch.Styles;

/// <summary>The style of a work, and the confidence in it.</summary>
/// <param name="Style">The style; null if it is unknown.</param>
/// <param name="Confidence">
/// From 0 to 1. 1: the style is stated, or is that of the artist or composer. Up to 0.9: the style prevailed in the year and place; 0.5 at a border
/// of its period, rising to 0.9 at 20 years or more inside it; lower if the place is unknown. 0: the style is unknown.
/// </param>
/// <param name="Person">The result of the lookup of the name.</param>
public sealed record StyleFinding(Style? Style, float Confidence, PersonLookup Person);
