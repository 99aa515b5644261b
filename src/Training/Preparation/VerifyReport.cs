namespace Pix2Pitch.Training.Preparation;

/// <summary>The result of checking a prepared folder.</summary>
/// <param name="Damages">What is damaged and how to fix it, a sentence each; empty if nothing is damaged.</param>
/// <param name="Shards">Number of shards that were read.</param>
/// <param name="Bytes">Number of bytes that were read.</param>
/// <param name="Pairs">Number of pairs that were checked.</param>
/// <param name="Time">How long it took.</param>
public sealed record VerifyReport(IReadOnlyList<string> Damages, int Shards, long Bytes, int Pairs, TimeSpan Time);
