namespace Pix2Pitch.Prepared;

/// <summary>A painting or clip that was left out.</summary>
/// <param name="File">Its file, or the manifest and line.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record LeftOut(string File, string Reason);
