namespace Pix2Pitch.Pages.DataReports;

/// <summary>Something to check before training.</summary>
/// <param name="Kind">A fixed word for programs that read the report.</param>
/// <param name="Text">The warning and its meaning.</param>
public sealed record ReportWarning(string Kind, string Text);
