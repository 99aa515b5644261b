using System.Globalization;
using Pix2Pitch.Pages.Elements;

namespace Pix2Pitch.Pages.ExperimentReports;

/// <summary>A table of a report as text: the page and the Markdown file show the same.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Headings">The headings; those after <paramref name="Names"/> are of numbers.</param>
/// <param name="Names">Number of columns with names.</param>
/// <param name="Rows">The cells.</param>
internal sealed record TextTable(string Caption, IReadOnlyList<string> Headings, int Names, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>The tables of a report.</summary>
internal static class ExperimentTables
{
    private static readonly (string Heading, int Decimals, Func<ComparisonRow, double?> Of)[] s_figures =
    [
        ("L1", 3, row => row.L1), ("Diversity", 2, row => row.Diversity), ("Diversity of seeds", 3, row => row.SeedDiversity), ("Change", 2, row => row.Change),
        ("Nearest clip", 2, row => row.Nearest), ("Flatness", 4, row => row.Flatness), ("Onsets per second", 1, row => row.OnsetRate), ("Pitch clarity", 2, row => row.PitchClarity),
    ];

    public static TextTable Runs(ExperimentReport report) => new("The runs", ["Run", "Preset", "Pixels", "Sample rate (Hz)", "Steps", "Hours"], 2,
    [
        .. report.Runs.Select(run => (string[])
        [
            run.Name, run.Preset, DisplayFormat.Number(run.Size), DisplayFormat.Number(run.SampleRate),
            run.Step == run.LastStep ? DisplayFormat.Number(run.Step, 0) : $"{DisplayFormat.Number(run.Step, 0)} of {DisplayFormat.Number(run.LastStep, 0)}", DisplayFormat.Number(run.Seconds / 3600, 2),
        ]),
    ]);

    public static TextTable Best(string caption, IReadOnlyList<RankedCheckpoint> checkpoints) => new(caption, ["Run", "Rank", "Step", "d1", "d2", "g", "d1 + d2 + g", "Mean g", "Mean d1 + d2 + g"], 1,
    [
        .. checkpoints.Select((checkpoint, i) => (string[])
        [
            checkpoint.Run, DisplayFormat.Number(i + 1), DisplayFormat.Number(checkpoint.Step, 0),
            .. ((double[])[checkpoint.D1, checkpoint.D2, checkpoint.G, checkpoint.Sum, checkpoint.MeanG, checkpoint.MeanSum]).Select(value => DisplayFormat.Number(value, 3)),
        ]),
    ]);

    /// <summary>Without figures that no row has.</summary>
    public static TextTable Of(ComparisonTable table)
    {
        (string Heading, int Decimals, Func<ComparisonRow, double?> Of)[] known = [.. s_figures.Where(figure => table.Rows.Any(row => figure.Of(row) is not null))];
        return new TextTable($"{table.Title}: means of the outputs", ["Run", table.GroupHeading, "Outputs", .. known.Select(figure => figure.Heading)], 2,
        [
            .. table.Rows.Select(row => (string[])
                [row.Run, row.Group, row.Outputs.ToString(CultureInfo.InvariantCulture), .. known.Select(figure => figure.Of(row) is { } value ? DisplayFormat.Number(value, figure.Decimals) : "")]),
        ]);
    }
}
