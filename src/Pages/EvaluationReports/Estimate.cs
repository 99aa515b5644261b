namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>A figure with its uncertainty.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">The lower end of the 95 % confidence interval.</param>
/// <param name="High">The upper end of the 95 % confidence interval.</param>
public sealed record Estimate(double Value, double Low, double High);
