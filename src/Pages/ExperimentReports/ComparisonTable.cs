namespace Pix2Pitch.Pages.ExperimentReports;

/// <summary>A comparison of the runs.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Description">What is compared, in sentences.</param>
/// <param name="GroupHeading">The heading of the column with the groups.</param>
/// <param name="Rows">The groups of outputs.</param>
public sealed record ComparisonTable(string Id, string Title, string Description, string GroupHeading, IReadOnlyList<ComparisonRow> Rows);
