namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>What became of a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Start">Where the clip begins in the piece, in seconds at its written tempo.</param>
/// <param name="Notes">Number of notes in the clip.</param>
/// <param name="LeftOut">Why there is no clip; null if there is one.</param>
internal sealed record MadeClip(ClipPlan Plan, double Start, int Notes, string? LeftOut);
