using System.Globalization;

namespace Pix2Pitch.Training.Runs;

/// <summary>The run's CSV log: one row for each step, flushed after every row.</summary>
internal sealed class RunLog : IDisposable
{
    /// <summary>The columns. Those of the evaluation are empty in steps without one.</summary>
    public const string Header = "step,epoch,d1,d2,g,l1,diversity,diversity_real,diversity_ratio,diversity_seeds,validation_l1,seconds_per_step,note";

    private readonly StreamWriter _writer;

    /// <summary>Opens the log, and creates it if it does not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lastStep">The step from which the run continues. Rows of later steps and an incomplete last row are removed.</param>
    public RunLog(string path, long lastStep)
    {
        Truncate(path, lastStep);
        _writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }

    /// <summary>Writes the row of a step.</summary>
    public void Write(StepLosses losses, EvaluationMetrics? metrics, double seconds, string note = "")
    {
        string[] fields =
        [
            losses.Step.ToString(CultureInfo.InvariantCulture), Text(losses.Epoch), Text(losses.D1), Text(losses.D2), Text(losses.G), Text(losses.L1),
            Text(metrics?.Diversity), Text(metrics?.RealDiversity), Text(metrics?.DiversityRatio), Text(metrics?.SeedDiversity), Text(metrics?.ValidationL1),
            seconds.ToString("F4", CultureInfo.InvariantCulture), note,
        ];
        _writer.Write(string.Join(',', fields) + "\n");

        static string Text(double? value) => value?.ToString("G9", CultureInfo.InvariantCulture) ?? "";
    }

    public void Dispose() => _writer.Dispose();

    private static void Truncate(string path, long lastStep)
    {
        AtomicFile.Write(path, file =>
        {
            using var writer = new StreamWriter(file) { NewLine = "\n" };
            writer.WriteLine(Header);
            int columns = Header.Split(',').Length;
            foreach (string line in File.Exists(path) ? File.ReadLines(path).Skip(1) : [])
            {
                string[] fields = line.Split(',');
                if (fields.Length == columns && long.TryParse(fields[0], CultureInfo.InvariantCulture, out long step) && step <= lastStep)
                    writer.WriteLine(line);
            }
        });
    }
}
