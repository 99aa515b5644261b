using System.Globalization;
using Pix2Pitch.Manifests;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// A table of paintings with the probabilities of their styles, each judged by a classifier that was not trained with paintings of the same artist (<c>tools/StyleClassifier train --judged</c>).
/// CSV with the columns <c>file</c> (relative to the folder of the table) and one for each style.
/// </summary>
internal sealed class JudgedStyles
{
    private const string FileColumn = "file";
    private const int MaxRowBytes = 1 << 16;
    private const double SumTolerance = 0.01;

    private readonly Dictionary<string, float[]> _probabilities; // by full path

    private JudgedStyles(string path, Dictionary<string, float[]> probabilities) => (Path, _probabilities) = (path, probabilities);

    /// <summary>The table.</summary>
    public string Path { get; }

    /// <summary>Whether a painting is in the table.</summary>
    public bool Contains(string painting) => _probabilities.ContainsKey(System.IO.Path.GetFullPath(painting));

    /// <summary>The probabilities of the five styles, in the order of <see cref="Style"/>, of a painting that is in the table.</summary>
    public float[] Of(string painting) => _probabilities[System.IO.Path.GetFullPath(painting)];

    /// <summary>Reads a table.</summary>
    /// <exception cref="Pix2PitchException">It is missing or is no such table, or a row is wrong.</exception>
    public static JudgedStyles Read(string path)
    {
        if (!File.Exists(path)) throw new Pix2PitchException($"The table of judged styles '{path}' does not exist.");
        var probabilities = new Dictionary<string, float[]>(StringComparer.Ordinal);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var rows = new CsvRows(stream, MaxRowBytes, separator: ',');
            int[] columns = [.. StyleNames.All.Prepend(FileColumn).Select(name => Array.FindIndex(rows.Header, header => header.Equals(name, StringComparison.OrdinalIgnoreCase)))];
            if (columns.Contains(-1))
                throw new Pix2PitchException($"'{path}' is not a table of judged styles: it needs the columns {FileColumn}, {string.Join(", ", StyleNames.All)}. tools/StyleClassifier writes one with --judged.");
            foreach ((int line, string? wrong) in rows.Read())
            {
                if (wrong is not null || columns.Max() >= rows.CellCount) throw new Pix2PitchException($"Line {line} of '{path}' cannot be used: {wrong ?? "it has too few cells"}.");
                var row = new float[StyleNames.All.Count];
                bool valid = true;
                for (int i = 0; i < row.Length; i++)
                    valid &= float.TryParse(rows.Cell(columns[i + 1]), NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]) && row[i] is >= 0 and <= 1;
                if (!valid || Math.Abs(row.Sum() - 1) > SumTolerance) throw new Pix2PitchException($"Line {line} of '{path}' cannot be used: probabilities are from 0 to 1, and their sum is 1.");
                probabilities[System.IO.Path.GetFullPath(Csv.Original(rows.Cell(columns[0])), folder)] = row;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be read: {e.Message}", e);
        }
        return new JudgedStyles(path, probabilities);
    }
}
