using System.Buffers;
using System.Globalization;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Writes lines of CSV (RFC 4180) that are safe to open in a spreadsheet: a cell that would be taken for a formula gets an apostrophe before it,
/// as OWASP advises against CSV injection. Numbers stay what they are, and <see cref="Original"/> gives the text back.
/// </summary>
internal static class Csv
{
    // Full-width forms too: spreadsheets in Chinese and Japanese take them for the same.
    private static readonly SearchValues<char> s_beginsFormula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    public static string Line(params string[] fields) => string.Join(',', fields.Select(field => Quote(Guarded(field)))) + "\n";

    /// <summary>What was written, from a cell that <see cref="Line"/> made.</summary>
    public static string Original(string cell) => cell.StartsWith('\'') && BeginsFormula(cell) ? cell[1..] : cell;

    private static string Guarded(string field) => BeginsFormula(field) && !IsNumber(field) ? "'" + field : field;

    // An apostrophe that is there already is doubled where it could be taken for one of ours.
    private static bool BeginsFormula(string field)
        => field.AsSpan().TrimStart('\'') is [var first, ..] && s_beginsFormula.Contains(first);

    private static bool IsNumber(string field) => double.TryParse(
        field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    private static string Quote(string field)
        => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
