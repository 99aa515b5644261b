using Pix2Pitch.Pages.Elements;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>What the figures of a report mean, in sentences. Every judgement follows from the intervals.</summary>
internal static class EvaluationFindings
{
    private enum Position
    {
        Below,
        Within,
        Above,
    }

    /// <summary>Whether the music of each model shows the style of its painting, the worst result first.</summary>
    public static IReadOnlyList<Finding> Styles(EvaluationReport report)
    {
        Estimate? real = RealRow(report) is { } row ? EstimateFormat.Known(row.StyleAccuracy) : null;
        return [.. ModelRows(report).Select(music => Style(report, music, real)).OrderBy(finding => finding.Order).Select(finding => finding.Finding)];
    }

    /// <summary>Whether similar paintings have similar music.</summary>
    public static IReadOnlyList<Finding> Paintings(EvaluationReport report) => Each(report, row =>
    {
        if (EstimateFormat.Known(row.PaintingCorrelation) is not { } own || EstimateFormat.Known(row.ShuffledPaintingCorrelation) is not { } shuffled) return null;
        string judgement = Compare(shuffled, own.Value) switch // where the range of chance is
        {
            Position.Below => "similar paintings have similar music",
            Position.Above => "similar paintings have less similar music than chance gives",
            _ => "similar paintings do not have more similar music than chance gives",
        };
        return ("The correlation of paintings with the music of ", $" is {DisplayFormat.Correlation(own.Value)}; after shuffling, 95 of 100 values are from "
            + $"{DisplayFormat.Correlation(shuffled.Low)} to {DisplayFormat.Correlation(shuffled.High)}: {judgement}.");
    });

    /// <summary>In how many musical figures the music of each model differs from real clips.</summary>
    public static IReadOnlyList<Finding> Sound(EvaluationReport report) => Each(report, row =>
    {
        if (RealRow(report) is not { } real) return null;
        (string Name, Position Position)[] compared = [.. report.Figures.SelectMany<EvaluatedFigure, (string, Position)>(figure =>
            EstimateFormat.Known(row.Figures.GetValueOrDefault(figure.Key)) is { } own && EstimateFormat.Known(real.Figures.GetValueOrDefault(figure.Key)) is { } other
                ? [(VisibleText.Of(figure.Name, 60), Compare(own, other))] : [])];
        if (compared.Length == 0) return null;
        (string Name, Position Position)[] different = [.. compared.Where(figure => figure.Position != Position.Within)];
        string figures = different.Length == 0 ? $"none of {DisplayFormat.Count(compared.Length, "figure")}"
            : $"{DisplayFormat.Number(different.Length)} of {DisplayFormat.Count(compared.Length, "figure")}: "
                + string.Join(", ", different.Select(figure => $"{figure.Name} ({(figure.Position == Position.Above ? "higher" : "lower")})"));
        return ("The music of ", $" differs from real clips in {figures}.");
    });

    /// <summary>Whether the clips of each model can be distinguished from real music.</summary>
    public static IReadOnlyList<Finding> Distances(EvaluationReport report) => Each(report, row =>
    {
        if (EstimateFormat.Known(row.KernelDistance) is not { } own || EstimateFormat.Known(report.RealKernelDistance) is not { } floor) return null;
        return ("The kernel distance of the music of ", $" to the training clips is {Text(own, own, floor)}, and that of real music {Text(floor, own, floor)}: " + (Compare(own, floor) == Position.Above
            ? "as a whole, the music differs from real music." : "as a whole, no difference from real music was found."));
    });

    /// <summary>How varied the music of each model is.</summary>
    public static IReadOnlyList<Finding> Diversities(EvaluationReport report) => Each(report, row =>
    {
        if (EstimateFormat.Known(row.Diversity) is not { } own) return null;
        if (EstimateFormat.Known(RealRow(report)?.Diversity) is not { } real) return null;
        string judgement = Compare(own, real) switch
        {
            Position.Below => "less varied than real music",
            Position.Above => "more varied than real music",
            _ => "as varied as real music, as far as the intervals tell",
        };
        return ("Clips of ", $" from different paintings are {Text(own, own, real)} apart, and real clips of different pieces {Text(real, own, real)}: the music is {judgement}.");
    });

    /// <summary>Whether clips from different paintings differ more than clips from one painting with different seeds.</summary>
    public static IReadOnlyList<Finding> Seeds(EvaluationReport report) => Each(report, row =>
    {
        if (EstimateFormat.Known(row.DiversityAcrossSeeds) is not { } seeds || EstimateFormat.Known(row.Diversity) is not { } paintings) return null;
        // Not more than this: clips from different paintings may also differ in their seeds.
        string judgement = Compare(seeds, paintings) switch
        {
            Position.Below => "clips from different paintings differ more",
            Position.Above => "clips from one painting differ more",
            _ => "no difference was found",
        };
        return ("Clips of ", $" from one painting with different seeds are {Text(seeds, seeds, paintings)} apart, and clips from different paintings "
            + $"{Text(paintings, seeds, paintings)}: {judgement}.");
    });

    /// <summary>Whether the music of each model is copied from the training clips.</summary>
    public static IReadOnlyList<Finding> Copies(EvaluationReport report) => Each(report, row =>
    {
        if (EstimateFormat.Known(row.NearestTrainingClip) is not { } own) return null;
        if (EstimateFormat.Known(RealRow(report)?.NearestTrainingClip) is not { } real) return null;
        string judgement = Compare(own, real) switch
        {
            Position.Below => "the music is closer to single training clips than real music is, so parts of it may be copied",
            Position.Above => "the mean shows no sign of copying; the music is farther from the training clips than real music is",
            _ => "the mean shows no sign of copying",
        };
        return ("The nearest training clip of the music of ", $" is {Text(own, own, real)} away, and that of held-out real clips {Text(real, own, real)}: {judgement}.");
    });

    /// <summary>How the music of pictures unlike the training data differs from that of paintings.</summary>
    public static IReadOnlyList<Finding> OtherPictures(EvaluationReport report)
        => [.. report.Rows.Where(row => row.Kind == EvaluationRowKind.OtherPictures).SelectMany<EvaluationRow, Finding>(row =>
        {
            EvaluationRow? paintings = ModelRows(report).FirstOrDefault(music => music.Model == row.Model);
            if (EstimateFormat.Known(row.KernelDistance) is not { } own || EstimateFormat.Known(paintings?.KernelDistance) is not { } other) return [];
            string judgement = Compare(own, other) switch
            {
                Position.Above => "it is farther from real music",
                Position.Below => "it is closer to real music",
                _ => "no difference was found",
            };
            return [new("The kernel distance of the music of ", row.Name,
                $" is {Text(own, own, other)}, and that of the same model's music from paintings {Text(other, own, other)}: {judgement}.")];
        })];

    /// <summary>The held-out real clips; null if the report has none.</summary>
    public static EvaluationRow? RealRow(EvaluationReport report) => report.Rows.FirstOrDefault(row => row.Kind == EvaluationRowKind.Real);

    private static (int Order, Finding Finding) Style(EvaluationReport report, EvaluationRow row, Estimate? real)
    {
        string name = NameOf(report, row);
        if (EstimateFormat.Known(row.StyleAccuracy) is not { } own) return (2, new("The style of the music of ", name, " was not measured."));
        Estimate? shuffled = EstimateFormat.Known(row.ShuffledStyleAccuracy);
        Position? position = shuffled is null ? null : Compare(own, shuffled.Value);
        // Rounded numbers must not contradict the judgement.
        int decimals = shuffled is not null && new[] { own.Low, own.High }.Any(end => EstimateFormat.Percent(end) == EstimateFormat.Percent(shuffled.Value)) ? 1 : 0;
        string[] others =
        [
            .. shuffled is null ? Array.Empty<string>() : [$"in {EstimateFormat.Percent(shuffled.Value, decimals)} after shuffling"],
            .. real is null ? Array.Empty<string>() : [$"in {EstimateFormat.Percent(real.Value, decimals)} of real clips"],
        ];
        (int order, string judgement) = position switch
        {
            Position.Below => (0, ": the music shows the style of its painting less often than chance gives."),
            Position.Within => (1, ": the music does not show the style of its painting."),
            Position.Above => (3, ": the music shows the style of its painting."),
            _ => (2, "."),
        };
        return (order, new($"The style of the painting was found in {EstimateFormat.Percent(own.Value, decimals)} of the music of ", name,
            $" ({EstimateFormat.Range(own, decimals)}){(others.Length > 0 ? ", " : "")}{string.Join(" and ", others)}{judgement}"));
    }

    private static IEnumerable<EvaluationRow> ModelRows(EvaluationReport report) => report.Rows.Where(row => row.Kind == EvaluationRowKind.Model);

    private static IReadOnlyList<Finding> Each(EvaluationReport report, Func<EvaluationRow, (string Before, string After)?> sentence)
        => [.. ModelRows(report).SelectMany<EvaluationRow, Finding>(row => sentence(row) is { } text ? [new(text.Before, NameOf(report, row), text.After)] : [])];

    // The model's name, unless several rows have it.
    private static string NameOf(EvaluationReport report, EvaluationRow row)
        => row.Model is { } model && model >= 0 && model < report.Models.Count && ModelRows(report).Count(other => other.Model == model) == 1
            ? report.Models[model].Name : row.Name;

    // Where an interval is, seen from a value.
    private static Position Compare(Estimate interval, double value)
        => value < interval.Low ? Position.Above : value > interval.High ? Position.Below : Position.Within;

    // Different only if the intervals do not overlap.
    private static Position Compare(Estimate own, Estimate other)
        => own.Low > other.High ? Position.Above : own.High < other.Low ? Position.Below : Position.Within;

    private static string Text(Estimate estimate, params Estimate[] compared) => EstimateFormat.Number(estimate, EstimateFormat.Decimals(compared));
}
