using System.Globalization;

namespace Pix2Pitch.Training.Runs;

/// <summary>The run's CSV log: one row a step, written through at once.</summary>
public sealed class RunLog : IDisposable
{
    /// <summary>The columns; those of diversity are empty in steps that did not measure it.</summary>
    public const string Header = "step,epoch,d1,d2,g,l1,diversity,diversity_real,diversity_ratio,diversity_seeds,validation_l1,seconds_per_step,note";

    private readonly StreamWriter _writer;

    /// <summary>Opens the log, without the rows after the step from which the run goes on.</summary>
    /// <param name="path">The file; made if it is not there.</param>
    /// <param name="lastStep">Rows of later steps, and a half-written last row, are dropped.</param>
    public RunLog(string path, long lastStep)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Truncate(path, lastStep);
        _writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }

    /// <summary>Adds the row of a step.</summary>
    public void Write(StepLosses losses, DiversityMeasure? diversity, double seconds, string note = "")
    {
        ArgumentNullException.ThrowIfNull(losses);
        string[] fields =
        [
            losses.Step.ToString(CultureInfo.InvariantCulture), Text(losses.Epoch), Text(losses.D1), Text(losses.D2), Text(losses.G), Text(losses.L1),
            Text(diversity?.Generated), Text(diversity?.Real), Text(diversity?.Ratio), Text(diversity?.Seeds), Text(diversity?.Distance),
            seconds.ToString("F4", CultureInfo.InvariantCulture), note,
        ];
        _writer.Write(string.Join(',', fields) + "\n");

        static string Text(double? value) => value?.ToString("G9", CultureInfo.InvariantCulture) ?? "";
    }

    /// <inheritdoc/>
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
