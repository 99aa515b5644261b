using System.Buffers;
using System.Globalization;

namespace Pix2Pitch.Prepared;

/// <summary>
/// Writes lines of CSV (RFC 4180) that are safe to open in a spreadsheet: a cell that could be read as a formula begins with an apostrophe,
/// as OWASP recommends against CSV injection. Numbers do not change. <see cref="Original"/> returns the text.
/// </summary>
internal static class Csv
{
    // Also full-width forms, which Chinese and Japanese spreadsheets treat in the same way.
    private static readonly SearchValues<char> s_beginsFormula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    public static string Line(params string[] fields) => string.Join(',', fields.Select(field => Quote(Guarded(field)))) + "\n";

    /// <summary>The text of a cell that <see cref="Line"/> wrote.</summary>
    public static string Original(string cell) => cell.StartsWith('\'') && BeginsFormula(cell) ? cell[1..] : cell;

    private static string Guarded(string field) => BeginsFormula(field) && !IsNumber(field) ? "'" + field : field;

    // An apostrophe in the text is doubled if it could be mistaken for an added one.
    private static bool BeginsFormula(string field)
        => field.AsSpan().TrimStart('\'') is [var first, ..] && s_beginsFormula.Contains(first);

    private static bool IsNumber(string field) => double.TryParse(
        field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    private static string Quote(string field)
        => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
