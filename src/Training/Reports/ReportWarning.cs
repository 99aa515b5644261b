namespace Pix2Pitch.Training.Reports;

/// <summary>Something that a reader should know before training.</summary>
/// <param name="Kind">Which, in one word that stays the same: for programs that read the report.</param>
/// <param name="Text">What it is and what it means, in words.</param>
public sealed record ReportWarning(string Kind, string Text);
