using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The option <c>--iterations</c> of <c>generate</c> and <c>invert</c>.</summary>
internal static class IterationsOption
{
    /// <summary>The key in the metadata of spectrograms and WAV files.</summary>
    public const string Property = GeneratorMetadata.KeyPrefix + "iterations";

    private const int Max = 10_000;

    /// <param name="ofSpectrogram">Whether the command reads a spectrogram, whose metadata can contain the number.</param>
    public static Option<int?> Create(bool ofSpectrogram) => new("--iterations")
    {
        HelpName = "number",
        Description = $"Iterations of Griffin-Lim, 0 to {Max:N0}: 0 is a fast preview; more than the default takes longer and sounds slightly cleaner. "
            + $"[default: {new InversionOptions().Iterations}{(ofSpectrogram ? ", or the number in the metadata of the spectrogram" : "")}]",
        CustomParser = Parse,
    };

    /// <summary>The number in the metadata of a spectrogram; null if there is no valid one.</summary>
    public static int? In(IReadOnlyDictionary<string, string> properties)
        => properties.TryGetValue(Property, out string? text) && IsNumber(text, out int value) ? value : null;

    private static int? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (IsNumber(text, out int value)) return value;
        result.AddError($"--iterations must be a whole number from 0 to {Max:N0}, not '{text}'.");
        return null;
    }

    private static bool IsNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= Max;
}
