using System.Globalization;
using Pix2Pitch.Pairing;

namespace Pix2Pitch.Training.Reports;

/// <summary>How the report writes things.</summary>
internal static class Words
{
    public static string Of(Split split) => split switch
    {
        Split.Train => "training",
        Split.Validation => "validation",
        _ => "test",
    };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string Count(int count, string one, string? many = null)
        => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many ?? one + "s")}");

    public static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>With about three digits, and a real minus sign.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        string text = value.ToString(size >= 100 ? "#,0" : size >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>A correlation: its sign and two digits.</summary>
    public static string Correlation(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);
}
