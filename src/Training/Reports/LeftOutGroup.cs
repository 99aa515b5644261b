using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Reports;

/// <summary>Files that were left out for one reason.</summary>
/// <param name="Reason">The reason, with an ellipsis for what differs from file to file.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Files">All of them.</param>
public sealed record LeftOutGroup(string Reason, int Count, IReadOnlyList<LeftOut> Files);
