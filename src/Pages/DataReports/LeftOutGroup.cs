namespace Pix2Pitch.Pages.DataReports;

/// <summary>Files that were left out for the same reason.</summary>
/// <param name="Reason">The reason, with an ellipsis in place of the parts that differ between files.</param>
/// <param name="Count">How many files there are.</param>
/// <param name="Files">All of them.</param>
public sealed record LeftOutGroup(string Reason, int Count, IReadOnlyList<LeftOutFile> Files);

/// <summary>A file or a row of a list that was left out.</summary>
/// <param name="File">The path, or the list and its line.</param>
/// <param name="Reason">Why it was left out.</param>
public sealed record LeftOutFile(string File, string Reason);
