using System.Globalization;
using Pix2Pitch.Pages.ExperimentReports;
using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Monitoring;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Reports;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Experiments;

/// <summary>Makes the report of an experiment from the folders of its runs.</summary>
/// <param name="runner">Knows the folders.</param>
/// <param name="options">How many paintings are compared.</param>
internal sealed class ExperimentReportBuilder(ExperimentRunner runner, ExperimentOptions options)
{
    private const int MaxBest = 10, MeanSteps = 100, PreviewWidth = 1000;

    /// <summary>Makes the report.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="ended">Why runs ended before their last step, by name.</param>
    /// <param name="progress">Shows what is being done.</param>
    /// <param name="stop">Stops.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ExperimentReport Build(IReadOnlyList<PlannedRun> runs, IReadOnlyDictionary<string, string> ended, Progress progress, CancellationToken stop)
    {
        List<ComparisonRow> styles = [], pictures = [];
        var notes = new List<string>();
        foreach (IGrouping<string, PlannedRun> ofData in runs.GroupBy(run => run.Data))
        {
            using var prepared = new PreparedData(ofData.Key);
            TrainingData data = TrainingData.Of(prepared);
            progress.Next($"Comparing the runs on {ofData.Key}");
            var comparison = new ModelComparison(data, options.Paintings);
            string split = Evaluator.IsEnough(data.Validation) ? "validation" : "training, because there are fewer than two for validation";
            notes.Add($"Runs on '{Path.GetFileName(Path.TrimEndingDirectorySeparator(ofData.Key))}' ({Resolution(prepared.Info)}) are compared with {comparison.Paintings} paintings of {split}.");
            styles.AddRange(comparison.RealByStyle());
            foreach (PlannedRun run in ofData)
            {
                stop.ThrowIfCancellationRequested();
                if (RunFolder.FindCheckpoint(runner.FolderOf(run)) is not { } checkpoint) continue;
                (GeneratorNetwork generator, _) = Checkpoint.ReadGenerator(checkpoint);
                using GeneratorNetwork owned = generator;
                (IReadOnlyList<ComparisonRow> byStyle, IReadOnlyList<ComparisonRow> byPicture) = comparison.Compare(run.Name, generator, run.Options.StyleDropout < 1);
                styles.AddRange(byStyle);
                pictures.AddRange(byPicture);
            }
        }
        (RankedCheckpoint[] byG, RankedCheckpoint[] bySum) = Best(runs);
        return new ExperimentReport
        {
            Runs = [.. runs.Select(run => Describe(run, ended.GetValueOrDefault(run.Name, "")))],
            BestByG = byG,
            BestBySum = bySum,
            Comparisons =
            [
                new("styles", "By style", "The outputs for paintings of each style, beside the real clips that are paired with the paintings.", "Style", styles),
                new("resolutions", "By resolution", "The means over the runs of one resolution. Diversity of seeds tells whether a resolution gives different music for one painting or small variations.",
                    "Resolution", [.. Resolutions(runs, styles)]),
                new("pictures", "Pictures unlike the training data", "Paintings that were changed: reduced to edges, with raised contrast, or blended with another one.", "Pictures", pictures),
            ],
            Notes = [.. notes, $"The means of the losses are over the last {MeanSteps} steps."],
        };
    }

    private (RankedCheckpoint[] ByG, RankedCheckpoint[] BySum) Best(IReadOnlyList<PlannedRun> runs)
    {
        var all = new List<RankedCheckpoint>();
        foreach (PlannedRun run in runs)
        {
            LogCurves log = LogOf(run);
            foreach (long step in runner.CheckpointsOf(run).Steps)
            {
                if (log.At("d1", step, MeanSteps) is { } d1 && log.At("d2", step, MeanSteps) is { } d2 && log.At("g", step, MeanSteps) is { } g)
                    all.Add(new RankedCheckpoint(run.Name, step, d1.Value, d2.Value, g.Value, g.Mean, d1.Mean + d2.Mean + g.Mean));
            }
        }
        return ([.. all.OrderBy(checkpoint => checkpoint.G).Take(MaxBest)], [.. all.OrderBy(checkpoint => checkpoint.Sum).Take(MaxBest)]);
    }

    private ExperimentRun Describe(PlannedRun run, string ended)
    {
        using var data = new PreparedData(run.Data);
        RunState? state = runner.StateOf(run);
        LogCurves log = LogOf(run);
        var previews = new PreviewFolder(runner.FolderOf(run));
        return new ExperimentRun(
            run.Name, state?.RunId ?? "", run.Preset?.Name ?? "", data.Info.Size, data.Info.Mel.SampleRate, state?.Step ?? 0, run.Options.Steps, state?.Seconds ?? 0, ended,
            RunReportBuilder.Options(run.Options).Where(option => option.Value != option.Default).ToDictionary(option => option.Name, option => option.Value))
        {
            Losses = [.. ((string[])["d1", "d2", "g"]).Select(name => log.WithMean(name, RunReportBuilder.MeaningOf(name)))],
            Preview = previews.Steps is [.., var step] ? RunReportBuilder.Preview(previews, step, 1, PreviewWidth, hasSound: true) : null,
        };
    }

    private LogCurves LogOf(PlannedRun run) => LogCurves.Read(Path.Combine(runner.FolderOf(run), "log.csv"));

    private static IEnumerable<ComparisonRow> Resolutions(IReadOnlyList<PlannedRun> runs, List<ComparisonRow> styles)
    {
        var resolutions = new Dictionary<string, string>();
        foreach (PlannedRun run in runs)
        {
            using var data = new PreparedData(run.Data);
            resolutions[run.Name] = Resolution(data.Info);
        }
        foreach (IGrouping<string, ComparisonRow> group in styles.Where(row => row.Group == ModelComparison.All && resolutions.ContainsKey(row.Run)).GroupBy(row => resolutions[row.Run]))
        {
            yield return new ComparisonRow(string.Join(", ", group.Select(row => row.Run)), group.Key, group.Sum(row => row.Outputs))
            {
                L1 = group.Average(row => row.L1),
                Diversity = group.Average(row => row.Diversity),
                SeedDiversity = group.Average(row => row.SeedDiversity),
                Nearest = group.Average(row => row.Nearest),
                Flatness = group.Average(row => row.Flatness),
                OnsetRate = group.Average(row => row.OnsetRate),
                PitchClarity = group.Average(row => row.PitchClarity),
            };
        }
    }

    private static string Resolution(PreparedInfo info) => string.Create(CultureInfo.InvariantCulture, $"{info.Size} px, {info.Mel.SampleRate:#,0} Hz");
}
