namespace Pix2Pitch.Training.Data;

/// <summary>Writes lines of CSV (RFC 4180).</summary>
internal static class Csv
{
    public static string Line(params string[] fields) => string.Join(',', fields.Select(Quote)) + "\n";

    private static string Quote(string field)
        => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
