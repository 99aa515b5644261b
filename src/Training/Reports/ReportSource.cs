using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Reports;

/// <summary>The data that a report is built from.</summary>
internal sealed record ReportSource
{
    public required PreparedInfo Info { get; init; }

    public required IReadOnlyList<ReportWork> Paintings { get; init; }

    public required IReadOnlyList<ReportWork> Clips { get; init; }

    public required IReadOnlyList<ReportPair> Pairs { get; init; }

    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>The files of each picture that occurs more than once, the one that was kept first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; } = [];

    /// <summary>Reads a painting, [3, S, S] in [-1, 1].</summary>
    public required ReadImage ReadPainting { get; init; }

    /// <summary>Reads a mel-spectrogram, [1, S, S] in [-1, 1].</summary>
    public required ReadImage ReadMel { get; init; }

    public delegate void ReadImage(int row, Span<float> values);

    public static ReportSource Of(PreparedData data)
    {
        ReportWork[] paintings = [.. data.Paintings.Select((painting, row) => new ReportWork
        {
            Row = row,
            Path = painting.Path,
            Name = painting.Name,
            Title = painting.Title,
            Year = painting.Year,
            Country = painting.Country,
            Style = painting.Style,
            Confidence = painting.StyleConfidence,
            Split = painting.Split,
            Width = painting.Width,
            Height = painting.Height,
            Painting = painting.Features,
        })];
        ReportWork[] clips = [.. data.Clips.Select((clip, row) => new ReportWork
        {
            Row = row,
            Path = clip.Path,
            Name = clip.Name,
            Title = clip.Title,
            Year = clip.Year,
            Country = clip.Country,
            Style = clip.Style,
            Confidence = clip.StyleConfidence,
            Split = clip.Split,
            Kind = clip.Kind,
            Music = clip.Features,
        })];
        return new ReportSource
        {
            Info = data.Info,
            Paintings = paintings,
            Clips = clips,
            Pairs = [.. Pairs(data.Training, Split.Train), .. Pairs(data.Validation, Split.Validation), .. Pairs(data.Test, Split.Test)],
            LeftOut = data.LeftOut,
            Duplicates = [.. data.Duplicates.Select(duplicates => (string[])[data.Paintings[duplicates.Kept].Path, .. duplicates.Others])],
            ReadPainting = data.ReadPainting,
            ReadMel = data.ReadMel,
        };

        IEnumerable<ReportPair> Pairs(IReadOnlyList<TrainingPair> pairs, Split split)
            => pairs.Select(pair => new ReportPair(paintings[pair.Painting], clips[pair.Mel], pair.Style ?? paintings[pair.Painting].Style, split));
    }
}
