using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Pix2Pitch.Terminal;

/// <summary>An option whose value is a number of a range.</summary>
internal static class NumberOption
{
    /// <param name="name">The option's name.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="example">Values for the error message, such as "30 or 12.5".</param>
    public static Option<double?> Create(string name, double min, double max, string example) => new(name) { CustomParser = result => Parse(result, name, min, max, example) };

    private static double? Parse(ArgumentResult result, string name, double min, double max, string example)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= min && value <= max) return value;
        result.AddError($"{name} must be a number from {min} to {max}, such as {example}, not '{text}'.");
        return null;
    }
}
