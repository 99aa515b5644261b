namespace Pix2Pitch.Pages.Elements;

/// <summary>A row of a <see cref="CountTable"/>.</summary>
/// <param name="Name">What is counted; may come from unknown sources. Empty where it is not known.</param>
/// <param name="Counts">A number for each column.</param>
public sealed record CountRow(string Name, IReadOnlyList<int> Counts);
