using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pix2Pitch.Manifests;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The option <c>--year</c>, which also takes years as museums write them: "c. 1889", "1889-90".</summary>
internal static class YearOption
{
    private const int Min = 1000;
    private const int Max = 2100;

    public static Option<int?> Create() => new("--year")
    {
        HelpName = "year",
        Description = "The year of the painting, for --style auto: 1889, 'c. 1889' or 1889-90 (the first year is used).",
        CustomParser = Parse,
    };

    /// <summary>"--year 'c. 1889' is read as 1889."; null where the year was given as a number.</summary>
    public static string? Interpretation(OptionResult? result, int? year)
        => result is { Tokens: [.., var token] } && year is { } value && token.Value.Trim() != value.ToString(CultureInfo.InvariantCulture)
            ? $"--year '{token.Value}' is read as {value}." : null;

    private static int? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (WorkYear.Parse(text) is { } year && year is >= Min and <= Max && !HasLongNumber(text)) return year;
        result.AddError($"--year must be one year from {Min} to {Max}, such as 1889, 'c. 1889' or 1889-90, not '{text}'.");
        return null;
    }

    // "18890", and "-1889"
    private static bool HasLongNumber(string text)
        => text.TrimStart().StartsWith('-') || text.Split([.. text.Where(c => !char.IsAsciiDigit(c)).Distinct()]).Any(digits => digits.Length > 4);
}
