namespace Pix2Pitch.Pages.DataReports;

/// <summary>Something to check before training.</summary>
/// <param name="Kind">A fixed word for programs that read the report.</param>
/// <param name="Text">What it is and what it means.</param>
public sealed record ReportWarning(string Kind, string Text);
