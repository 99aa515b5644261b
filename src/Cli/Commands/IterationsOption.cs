using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;

namespace Pix2Pitch.Cli.Commands;

/// <summary>How much work goes into the sound of a spectrogram; <c>generate</c> and <c>invert</c> take it alike.</summary>
internal static class IterationsOption
{
    /// <summary>Where pictures and sounds say it.</summary>
    public const string Property = GeneratorMetadata.KeyPrefix + "iterations";

    private const int Most = 10_000;

    public static Option<int?> Create() => new("--iterations")
    {
        HelpName = "number",
        Description = $"Iterations of Griffin-Lim, 0 to {Most:N0}: 0 is a fast preview, more than the default sound a little cleaner and take longer. "
            + $"[default: {new InversionOptions().Iterations}, or what a picture was made with]",
        CustomParser = Parse,
    };

    /// <summary>What a picture says; null where it says nothing that can be used.</summary>
    public static int? In(IReadOnlyDictionary<string, string> properties)
        => properties.TryGetValue(Property, out string? text) && IsNumber(text, out int value) ? value : null;

    private static int? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (IsNumber(text, out int value)) return value;
        result.AddError($"--iterations has to be a whole number from 0 to {Most:N0}, not '{text}'.");
        return null;
    }

    private static bool IsNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= Most;
}
