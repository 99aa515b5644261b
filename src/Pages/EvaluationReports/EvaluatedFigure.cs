namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>What a figure of <see cref="EvaluationRow.Figures"/> measures.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">Its unit; empty for none.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
public sealed record EvaluatedFigure(string Key, string Name, string Unit, string Meaning);
