using System.Globalization;
using Pix2Pitch.Pages.RunReports;

namespace Pix2Pitch.Training.Reports;

/// <summary>The columns of a run's log as curves with at most some hundred points. The log may be growing, and its columns may be those of another version.</summary>
internal sealed class LogCurves
{
    private const int Parts = 300, MaxWindow = 500, WindowShare = 50;

    private readonly Dictionary<string, List<(long Step, float Value)>> _columns = [];
    private readonly List<bool> _winning = [];

    private LogCurves()
    {
    }

    /// <summary>The columns that have numbers, in order.</summary>
    public IEnumerable<string> Names => _columns.Keys;

    /// <summary>Number of the last step; 0 without rows.</summary>
    public long LastStep { get; private set; }

    /// <summary>Reads a log; a missing file is an empty log.</summary>
    public static LogCurves Read(string path)
    {
        var curves = new LogCurves();
        if (!File.Exists(path)) return curves;
        // Shared with the process that writes it.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        string[] names = reader.ReadLine()?.Split(',') ?? [];
        int step = Array.IndexOf(names, "step"), note = Array.IndexOf(names, "note");
        while (step >= 0 && reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            if (fields.Length == names.Length && long.TryParse(fields[step], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                curves.Add(names, fields, number, isWinning: note >= 0 && fields[note].Length > 0);
        }
        return curves;
    }

    /// <summary>The last value of a column; null if it has none.</summary>
    public double? Last(string name) => _columns.TryGetValue(name, out List<(long Step, float Value)>? values) ? values[^1].Value : null;

    /// <summary>The value of a column in a step, and the mean of its values in the given number of steps up to it; null if the step has none.</summary>
    public (double Value, double Mean)? At(string name, long step, int steps)
    {
        List<(long Step, float Value)> values = Of(name);
        int index = values.BinarySearch((step, 0), Comparer<(long Step, float)>.Create((a, b) => a.Step.CompareTo(b.Step)));
        return index < 0 ? null : (values[index].Value, values[Math.Max(0, index - steps + 1)..(index + 1)].Average(value => value.Value));
    }

    /// <summary>In how many of the last rows the discriminator was winning.</summary>
    public (int Winning, int Rows) Winning(int maxRows)
    {
        int rows = Math.Min(maxRows, _winning.Count);
        return (_winning.TakeLast(rows).Count(isWinning => isWinning), rows);
    }

    /// <summary>A column.</summary>
    public RunCurve Plain(string name, string meaning) => new(name, meaning, Extremes(Of(name)), [], 0);

    /// <summary>A column with the mean of its last values at each step: of a fiftieth of all, at least 10 and at most 500.</summary>
    public RunCurve WithMean(string name, string meaning)
    {
        List<(long Step, float Value)> values = Of(name);
        int window = Math.Clamp(values.Count / WindowShare, 10, MaxWindow);
        var mean = new List<(double, double)>();
        double sum = 0;
        int next = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += values[i].Value;
            if (i >= window) sum -= values[i - window].Value;
            if (i != PartEnd(next, values.Count) - 1) continue;
            mean.Add((values[i].Step, sum / Math.Min(i + 1, window)));
            next++;
        }
        return new RunCurve(name, meaning, Extremes(values), mean, Math.Min(window, Math.Max(1, values.Count)));
    }

    private void Add(string[] names, string[] fields, long step, bool isWinning)
    {
        LastStep = step;
        _winning.Add(isWinning);
        for (int i = 0; i < names.Length; i++)
        {
            if (!float.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value)) continue;
            if (!_columns.TryGetValue(names[i], out List<(long Step, float Value)>? column)) _columns.Add(names[i], column = []);
            column.Add((step, value));
        }
    }

    private List<(long Step, float Value)> Of(string name) => _columns.GetValueOrDefault(name, []);

    // The least and the greatest value of each part, so that no peak is lost.
    private static List<(double, double)> Extremes(List<(long Step, float Value)> values)
    {
        var points = new List<(double, double)>();
        if (values.Count <= 2 * Parts) return [.. values.Select(point => ((double)point.Step, (double)point.Value))];
        for (int part = 0, start = 0; part < Parts; part++)
        {
            int end = PartEnd(part, values.Count), least = start, greatest = start;
            for (int i = start; i < end; i++)
            {
                if (values[i].Value < values[least].Value) least = i;
                if (values[i].Value > values[greatest].Value) greatest = i;
            }
            foreach (int i in (int[])[Math.Min(least, greatest), Math.Max(least, greatest)]) points.Add((values[i].Step, values[i].Value));
            start = end;
        }
        return points;
    }

    private static int PartEnd(int part, int count) => count <= Parts ? part + 1 : (int)((part + 1L) * count / Parts);
}
