using System.Globalization;
using Pix2Pitch.Pairing;

namespace Pix2Pitch.Pages.Elements;

/// <summary>How pages write numbers and names.</summary>
internal static class DisplayFormat
{
    /// <summary>The name of a split in a sentence.</summary>
    public static string SplitName(Split split) => split == Split.Train ? "training" : SplitNames.Of(split);

    /// <summary>The text with a capital first letter.</summary>
    public static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A number and its noun, such as "1 painting" or "1,200 paintings".</summary>
    public static string Count(int count, string singular, string? plural = null)
        => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? singular : plural ?? singular + "s")}");

    public static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number with about three digits and a real minus sign.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        string text = value.ToString(size >= 100 ? "#,0" : size >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>A number with a given number of digits after the point and a real minus sign.</summary>
    public static string Number(double value, int decimals)
    {
        string text = value.ToString("N" + decimals, CultureInfo.InvariantCulture);
        return text.Any(c => c is >= '1' and <= '9') ? text.Replace('-', '−') : text.TrimStart('-'); // no minus zero
    }

    /// <summary>A correlation: its sign and two digits.</summary>
    public static string Correlation(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);
}
