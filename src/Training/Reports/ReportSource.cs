using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>The data that a report is built from.</summary>
internal sealed record ReportSource
{
    public required PreparedInfo Info { get; init; }

    public required IReadOnlyList<PreparedPainting> Paintings { get; init; }

    public required IReadOnlyList<PreparedClip> Clips { get; init; }

    public required IReadOnlyList<TrainingPair> Pairs { get; init; }

    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>The files of each painting that occurs more than once, the one that was kept first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; } = [];

    /// <summary>Reads a painting, [3, S, S] in [-1, 1].</summary>
    public required RowReader ReadPainting { get; init; }

    /// <summary>Reads a mel-spectrogram, [1, S, S] in [-1, 1].</summary>
    public required RowReader ReadMel { get; init; }

    public static ReportSource Of(PreparedData data) => new()
    {
        Info = data.Info,
        Paintings = data.Paintings,
        Clips = data.Clips,
        Pairs = data.Pairs,
        LeftOut = data.LeftOut,
        Duplicates = [.. data.Duplicates.Select(duplicates => (string[])[data.Paintings[duplicates.Kept].Work.Path, .. duplicates.Others])],
        ReadPainting = data.ReadPainting,
        ReadMel = data.ReadMel,
    };

    public Style StyleOf(TrainingPair pair) => pair.Style ?? Paintings[pair.Painting].Style;
}
