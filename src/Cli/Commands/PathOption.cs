using System.CommandLine;
using Pix2Pitch.Generation;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The option <c>--path</c> of <c>generate</c> and <c>collection</c>.</summary>
internal static class PathOption
{
    /// <summary>The length of music that follows a path, if none is given.</summary>
    public const double DefaultSeconds = 30;

    private static readonly Dictionary<string, PaintingPath> s_paths = new() { ["left-to-right"] = PaintingPath.LeftToRight, ["regions"] = PaintingPath.Regions };

    public static Option<string?> Create()
    {
        var path = new Option<string?>("--path")
        {
            HelpName = "left-to-right|regions",
            Description = "The music follows the painting: each clip is made from another part of it, from left to right, or through the regions that stand out. [default: the whole painting]",
        };
        path.CompletionSources.Add([.. s_paths.Keys]);
        path.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: > 0 } name && !s_paths.ContainsKey(name))
                result.AddError($"There is no path '{name}'{Suggestions.For(name, s_paths.Keys)}; the paths are {string.Join(" and ", s_paths.Keys)}.");
        });
        return path;
    }

    /// <summary>The path that was given; null for none.</summary>
    public static PaintingPath? ValueIn(ParseResult parsed, Option<string?> path) => parsed.GetValue(path) is { } name ? s_paths[name] : null;
}
