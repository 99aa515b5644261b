using System.Globalization;
using System.Text;

namespace Pix2Pitch.Training.Runs;

/// <summary>The run's CSV log: one row for each step, written at once.</summary>
internal sealed class RunLog : IDisposable
{
    // The one list of these figures: TensorBoard, the counters and the report use the same names.
    private static readonly (string Name, Func<StepLosses, double?> Of)[] s_losses = [("d1", l => l.D1), ("d2", l => l.D2), ("g", l => l.G), ("l1", l => l.L1)];

    // Empty if the run does not use the loss.
    private static readonly (string Name, Func<StepLosses, double?> Of)[] s_optionalLosses =
    [
        ("gradient_penalty", l => l.GradientPenalty), ("feature_matching", l => l.FeatureMatching),
        ("mode_seeking", l => l.ModeSeeking), ("style", l => l.Style), ("style_ambiguity", l => l.StyleAmbiguity), ("roll", l => l.Roll), ("notes", l => l.Notes), ("band_statistics", l => l.BandStatistics), ("latent", l => l.Latent),
        ("painting_d1", l => l.PaintingD1), ("painting_d2", l => l.PaintingD2), ("painting_g", l => l.PaintingG), ("painting_cycle", l => l.PaintingCycle),
    ];

    private static readonly (string Name, Func<EvaluationMetrics, double> Of)[] s_metrics =
    [
        ("diversity", m => m.Diversity), ("diversity_real", m => m.RealDiversity), ("diversity_ratio", m => m.DiversityRatio), ("diversity_seeds", m => m.SeedDiversity),
        ("validation_l1", m => m.ValidationL1),
    ];

    // Empty if the evaluation does not measure the figure.
    private static readonly (string Name, Func<EvaluationMetrics, double?> Of)[] s_optionalMetrics =
    [
        ("validation_notes", m => m.ValidationNotes),
        ("nearest_clip", m => m.NearestClip), ("nearest_clip_real", m => m.RealNearestClip), ("nearest_ratio", m => m.NearestRatio),
        ("spectral_flatness", m => m.Sound?.SpectralFlatness), ("spectral_flatness_real", m => m.RealSound?.SpectralFlatness),
        ("onset_rate", m => m.Sound?.OnsetRate), ("onset_rate_real", m => m.RealSound?.OnsetRate),
        ("pitch_clarity", m => m.Sound?.PitchClarity), ("pitch_clarity_real", m => m.RealSound?.PitchClarity),
    ];

    private readonly string _path;
    private readonly FileStream _file;

    /// <summary>Opens the log, and creates it if it does not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lastStep">The step from which the run continues. Rows of later steps and an incomplete last row are removed.</param>
    public RunLog(string path, long lastStep)
    {
        _path = path;
        Truncate(path, lastStep);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>The names of the losses.</summary>
    public static IEnumerable<string> LossNames => s_losses.Concat(s_optionalLosses).Select(figure => figure.Name);

    /// <summary>The names of the values of an evaluation.</summary>
    public static IEnumerable<string> MetricNames => [.. s_metrics.Select(figure => figure.Name), .. s_optionalMetrics.Select(figure => figure.Name)];

    /// <summary>The columns. Those of the evaluation are empty in steps without one.</summary>
    public static string Header { get; } = string.Join(',', ["step", "epoch", .. s_losses.Select(figure => figure.Name), .. s_metrics.Select(figure => figure.Name), "seconds_per_step", .. s_optionalLosses.Select(figure => figure.Name), .. s_optionalMetrics.Select(figure => figure.Name), "note"]);

    /// <summary>The losses of a step that are used, by column.</summary>
    public static IEnumerable<(string Name, double Value)> Losses(StepLosses losses)
        => s_losses.Concat(s_optionalLosses).Select(figure => (figure.Name, Value: figure.Of(losses))).Where(figure => figure.Value is not null).Select(figure => (figure.Name, figure.Value!.Value));

    /// <summary>The values of an evaluation that were measured, by column.</summary>
    public static IEnumerable<(string Name, double Value)> Metrics(EvaluationMetrics metrics)
        => s_metrics.Select(figure => (figure.Name, figure.Of(metrics))).Concat(s_optionalMetrics.Select(figure => (figure.Name, Value: figure.Of(metrics)))
            .Where(figure => figure.Value is not null).Select(figure => (figure.Name, figure.Value!.Value)));

    /// <summary>Writes the row of a step.</summary>
    /// <exception cref="Pix2PitchException">The disk is full, or the file cannot be written for another reason.</exception>
    public void Write(StepLosses losses, EvaluationMetrics? metrics, double seconds, string note = "")
    {
        string[] fields =
        [
            losses.Step.ToString(CultureInfo.InvariantCulture), Text(losses.Epoch), .. s_losses.Select(figure => Text(figure.Of(losses))),
            .. s_metrics.Select(figure => metrics is null ? "" : Text(figure.Of(metrics))), seconds.ToString("F4", CultureInfo.InvariantCulture),
            .. s_optionalLosses.Select(figure => Text(figure.Of(losses))), .. s_optionalMetrics.Select(figure => metrics is null ? "" : Text(figure.Of(metrics))), note,
        ];
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(string.Join(',', fields) + "\n"));
        }
        catch (Exception e) when (AtomicFile.IsWriteError(e))
        {
            throw new Pix2PitchException($"'{_path}' cannot be written ({AtomicFile.ReasonOf(e)}); free some space and continue from the last checkpoint with the same command.", e);
        }

        static string Text(double? value) => value?.ToString("G9", CultureInfo.InvariantCulture) ?? "";
    }

    public void Dispose() => _file.Dispose();

    // The columns may be those of an earlier version.
    private static void Truncate(string path, long lastStep)
    {
        AtomicFile.Write(path, file =>
        {
            using var writer = new StreamWriter(file) { NewLine = "\n" };
            writer.WriteLine(Header);
            string[]? earlier = null;
            int[] sources = [];
            foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
            {
                string[] fields = line.Split(',');
                if (earlier is null)
                {
                    earlier = fields;
                    sources = [.. Header.Split(',').Select(name => Array.IndexOf(fields, name))];
                }
                else if (fields.Length == earlier.Length && sources[0] >= 0 && long.TryParse(fields[sources[0]], CultureInfo.InvariantCulture, out long step) && step <= lastStep)
                {
                    writer.WriteLine(string.Join(',', sources.Select(source => source < 0 ? "" : fields[source])));
                }
            }
        });
    }
}
