using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pix2Pitch.Cli.Commands;
using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Cli.Studio;

/// <summary>What a visitor asks for. Nothing in it is the name of a file that is opened.</summary>
/// <param name="Name">The name of the visitor's file, for people.</param>
/// <param name="Model">The number of the model.</param>
/// <param name="Style">The requested style; null for none or a judged one.</param>
/// <param name="JudgesStyle">Whether the style is judged from the picture.</param>
/// <param name="Seconds">Length of the music in seconds.</param>
/// <param name="Creativity">The strength of the noise, 0 to 1.</param>
/// <param name="Seed">The seed of the first piece.</param>
internal sealed record StudioRequest(string Name, int Model, Style? Style, bool JudgesStyle, double Seconds, float Creativity, int Seed)
{
    private const int MaxName = 200;

    /// <summary>Reads the query of an address.</summary>
    /// <param name="query">The query.</param>
    /// <param name="options">What is allowed.</param>
    /// <param name="judges">Whether styles can be judged.</param>
    /// <exception cref="Pix2PitchException">A value is missing or wrong.</exception>
    public static StudioRequest Read(IQueryCollection query, StudioOptions options, bool judges)
    {
        string style = Text("style", judges ? "auto" : "none");
        if (StyleChoice.Check(style) is { } wrong) throw new Pix2PitchException(wrong);
        if (StyleChoice.IsAutomatic(style) && !judges) throw new Pix2PitchException("This studio cannot judge the style of a picture: choose a style, or none.");
        return new StudioRequest(
            NameOf(Text("name", "")), (int)Number("model", 0, options.Models.Count - 1, 0, isWhole: true), StyleNames.ParseOrNull(style), StyleChoice.IsAutomatic(style),
            Number("seconds", 1, options.MaxSeconds, 10), (float)Number("creativity", 0, 1, 1), (int)Number("seed", int.MinValue, int.MaxValue, 0, isWhole: true));

        string Text(string key, string missing) => query.TryGetValue(key, out var values) && values.ToString() is { Length: > 0 } text ? text : missing;

        double Number(string key, double min, double max, double missing, bool isWhole = false)
        {
            if (Text(key, "") is not { Length: > 0 } text) return missing;
            bool isNumber = double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && (!isWhole || value == Math.Floor(value));
            return isNumber && value >= min && value <= max ? value
                : throw new Pix2PitchException($"The value of '{key}' must be a {(isWhole ? "whole " : "")}number from {min} to {max}, not '{VisibleText.Of(text, 40)}'.");
        }
    }

    // Browsers send the name without a folder; a name with one is cut all the same, on every system.
    private static string NameOf(string name)
    {
        string last = VisibleText.Of(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim(), MaxName);
        return last.Length > 0 ? last : "painting";
    }

}
