namespace Pix2Pitch.Pages.Elements;

/// <summary>A row of a <see cref="CountTable"/>.</summary>
/// <param name="Name">The name of the row; may be text from unknown sources. Empty if it is unknown.</param>
/// <param name="Counts">A number for each column.</param>
public sealed record CountRow(string Name, IReadOnlyList<int> Counts);
