using System.Text.RegularExpressions;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Reports;

/// <summary>Groups what was left out by reason. Reasons that differ only in names and numbers count as one.</summary>
internal static partial class LeftOutGroups
{
    private const string Varying = "…";
    private const int Compared = 1000; // characters of a reason; text from files can be very long

    /// <summary>The groups, the largest first; inside a group, files in the order in which they were left out.</summary>
    public static IReadOnlyList<LeftOutGroup> Of(IReadOnlyList<LeftOut> leftOut) =>
    [
        .. leftOut.GroupBy(left => string.Join('\0', Parts(left).Where((_, i) => i % 2 == 0)))
            .Select(group => new LeftOutGroup(Common([.. group]), group.Count(), [.. group.Select(left => new LeftOutFile(left.File, left.Reason))]))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Reason, StringComparer.Ordinal),
    ];

    // The text that all have in common, with an ellipsis for the rest.
    private static string Common(IReadOnlyList<LeftOut> group)
    {
        string[] common = Parts(group[0]);
        foreach (LeftOut left in group.Skip(1))
        {
            string[] parts = Parts(left);
            for (int i = 1; i < parts.Length; i += 2)
            {
                if (parts[i] != common[i]) common[i] = parts[i].StartsWith('\'') ? $"'{Varying}'" : Varying;
            }
        }
        return string.Concat(common);
    }

    // Alternates fixed and varying parts, a fixed one first. The file's own name always varies.
    private static string[] Parts(LeftOut left)
    {
        string reason = left.File.Length > 0 ? left.Reason.Replace(left.File, Varying, StringComparison.Ordinal) : left.Reason;
        if (reason.Length > Compared) reason = reason[..Compared] + Varying;
        var parts = new List<string>();
        int at = 0;
        foreach (Match match in Names().Matches(reason))
        {
            parts.Add(reason[at..match.Index]);
            parts.Add(match.Value);
            at = match.Index + match.Length;
        }
        parts.Add(reason[at..]);
        return [.. parts];
    }

    // Text between single quotation marks, which an apostrophe between letters does not end; or a number.
    [GeneratedRegex(@"(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)|\d+(?:[.,]\d+)*")]
    private static partial Regex Names();
}
