namespace Pix2Pitch.Training.Data;

/// <summary>Holds whole groups (all paintings of an artist, all clips of a piece) out of training.</summary>
public static class HoldOut
{
    /// <summary>Chooses the groups, a share of each style's rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="style">A row's style.</param>
    /// <param name="group">A row's group; empty for a group of its own.</param>
    /// <param name="share">Share of each style's rows to hold out; it is met as nearly as whole groups allow, and never more than half a style.</param>
    /// <param name="seed">Decides which groups.</param>
    /// <returns>For each row whether it is held out.</returns>
    public static bool[] Choose<TRow, TStyle>(IReadOnlyList<TRow> rows, Func<TRow, TStyle> style, Func<TRow, string> group, double share, long seed)
        where TStyle : notnull
    {
        ArgumentNullException.ThrowIfNull(rows);
        var held = new bool[rows.Count];
        int styleNumber = 0;
        foreach (IGrouping<TStyle, int> ofStyle in Enumerable.Range(0, rows.Count).GroupBy(i => style(rows[i])).OrderBy(g => g.Key))
        {
            int[][] groups = [.. ofStyle.GroupBy(i => group(rows[i]) is { Length: > 0 } name ? name : $"\0{i}").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray())];
            new SeededRandom(seed, RandomPurpose.Split, styleNumber++).Shuffle<int[]>(groups);
            double wanted = ofStyle.Count() * share;
            int taken = 0;
            foreach (int[] members in groups)
            {
                // Only if it comes nearer to the share than leaving it would, so that one prolific artist is not all that is held out.
                if (taken + members.Length > wanted + members.Length / 2.0 || taken + members.Length > ofStyle.Count() / 2)
                    continue;
                taken += members.Length;
                foreach (int row in members)
                    held[row] = true;
            }
        }
        return held;
    }
}
