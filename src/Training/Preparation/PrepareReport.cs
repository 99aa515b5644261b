using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What <c>prepare</c> did.</summary>
/// <param name="Info">What the folder says of itself; null where only a share of the work was done.</param>
/// <param name="Page">The report for people, in the folder; null as above.</param>
/// <param name="LeftOut">What is not in it.</param>
/// <param name="Paintings">What was done for paintings.</param>
/// <param name="Music">What was done for music.</param>
public sealed record PrepareReport(PreparedInfo? Info, string? Page, IReadOnlyList<LeftOut> LeftOut, PrepareFigures Paintings, PrepareFigures Music)
{
    /// <summary>What else to know of how the lists and folders were read (<see cref="Library.Notes"/>).</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
