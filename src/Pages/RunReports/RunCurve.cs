namespace Pix2Pitch.Pages.RunReports;

/// <summary>A value that changes from step to step. Points are finite and in the order of their steps.</summary>
/// <param name="Name">Its column in the log.</param>
/// <param name="Meaning">What it is, in a sentence; empty if unknown.</param>
/// <param name="Values">The values; for a long log, the least and the greatest of each part.</param>
/// <param name="Mean">Their moving mean; empty for none.</param>
/// <param name="Window">Number of values in the moving mean.</param>
public sealed record RunCurve(
    string Name, string Meaning, IReadOnlyList<(double Step, double Value)> Values, IReadOnlyList<(double Step, double Value)> Mean, int Window);
