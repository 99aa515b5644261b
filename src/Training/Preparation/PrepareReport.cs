using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What <c>prepare</c> did.</summary>
/// <param name="Info">What the folder says of itself.</param>
/// <param name="LeftOut">What is not in it.</param>
public sealed record PrepareReport(PreparedInfo Info, IReadOnlyList<LeftOut> LeftOut);
