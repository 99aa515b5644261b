using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pix2Pitch.Terminal;

/// <summary>
/// The directive <c>[suggest:POSITION]</c> of System.CommandLine, by which the scripts for completion ask the program: it is followed by a command line, and prints what may be at the position.
/// </summary>
internal static partial class SuggestDirective
{
    /// <summary>Whether the arguments are such a question.</summary>
    public static bool IsIn(string[] args) => args is [var first, _] && Directive().IsMatch(first);

    /// <summary>
    /// The arguments as the library understands them. It fails where an option and its value are joined, as in <c>--path=left</c>, so there they are separated; and what follows the position is cut.
    /// </summary>
    public static string[] Adapted(string[] args)
    {
        string line = args[1];
        if (int.TryParse(Directive().Match(args[0]).Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int position) && position < line.Length) line = line[..position];
        line = JoinedValue().Replace(line, " $1 $2");
        return [string.Create(CultureInfo.InvariantCulture, $"[suggest:{line.Length}]"), line];
    }

    [GeneratedRegex(@"^\[suggest(?::([0-9]+))?\]$")]
    private static partial Regex Directive();

    [GeneratedRegex(@"\s(--[a-z-]+)=(\S*)$")]
    private static partial Regex JoinedValue();
}
