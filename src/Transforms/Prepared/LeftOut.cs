namespace Pix2Pitch.Prepared;

/// <summary>A painting or clip that was left out.</summary>
/// <param name="File">The file, or the manifest and the line.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record LeftOut(string File, string Reason);
