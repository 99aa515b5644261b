using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What <c>prepare</c> did.</summary>
/// <param name="Info">The content of <c>prepared.json</c>; null if only a share of the work was done.</param>
/// <param name="Page">The report for people, in the folder; null if only a share of the work was done.</param>
/// <param name="LeftOut">What was left out.</param>
/// <param name="Paintings">What was done for paintings.</param>
/// <param name="Music">What was done for music.</param>
public sealed record PrepareReport(PreparedInfo? Info, string? Page, IReadOnlyList<LeftOut> LeftOut, PrepareFigures Paintings, PrepareFigures Music)
{
    /// <summary>What was done to judge the styles of the paintings; null if they were not judged.</summary>
    public PrepareFigures? Judged { get; init; }

    /// <summary>Notes on how the manifests and folders were read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
