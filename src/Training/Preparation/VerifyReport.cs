namespace Pix2Pitch.Training.Preparation;

/// <summary>What was found out about a prepared folder.</summary>
/// <param name="Damages">What is wrong, a sentence each with the fix; empty where all is well.</param>
/// <param name="Shards">Shards that were read.</param>
/// <param name="Bytes">Bytes that were read.</param>
/// <param name="Pairs">Pairs that were looked at.</param>
/// <param name="Time">How long it took.</param>
public sealed record VerifyReport(IReadOnlyList<string> Damages, int Shards, long Bytes, int Pairs, TimeSpan Time);
