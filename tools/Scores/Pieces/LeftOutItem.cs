namespace Pix2Pitch.Tools.Scores.Pieces;

/// <summary>A piece or clip that is not in the corpus.</summary>
/// <param name="Item">The path of the piece, or the name of the clip.</param>
/// <param name="Reason">Why, in one sentence.</param>
internal sealed record LeftOutItem(string Item, string Reason);
