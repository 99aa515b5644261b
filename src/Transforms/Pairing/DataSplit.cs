using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// Divides rows into the splits training, validation and test without overlap: rows that share a group, directly or through other rows, are in
/// the same split.
/// </summary>
public static class DataSplit
{
    /// <summary>Chooses a split for each row.</summary>
    /// <param name="rows">The rows: paintings, or clips of music.</param>
    /// <param name="style">A row's style.</param>
    /// <param name="groups">
    /// The names of the groups of a row (<see cref="SplitGroups"/>); none for a row that belongs to no group. If a name is a path, its last part
    /// decides the split of the group, so that it does not depend on the folder of the library.
    /// </param>
    /// <param name="options">
    /// The shares of each style's rows to hold out. They are met as closely as whole groups allow; at most half of a style is held out. Null:
    /// nothing is held out.
    /// </param>
    /// <returns>
    /// A split for each row. The order of rows with groups does not matter, and rows of one style do not affect another style unless they share
    /// groups. Most groups stay in their split when rows are added.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static Split[] Choose<TRow>(
        IReadOnlyList<TRow> rows, Func<TRow, Style> style, Func<TRow, IEnumerable<string>> groups, SplitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(groups);
        options ??= new SplitOptions();
        options.Validate();

        Style[] styles = [.. rows.Select(style)];
        SplitBlock[] blocks = SplitBlock.Find(styles, [.. rows.Select(row => groups(row).ToArray())], options.Seed);
        Dictionary<Style, int> counts = styles.CountBy(each => each).ToDictionary();
        Dictionary<Style, int> keepable = counts.ToDictionary(count => count.Key, count => count.Value / 2);
        Keep(Split.Test, options.TestShare);
        Keep(Split.Validation, options.ValidationShare);

        var splits = new Split[styles.Length];
        foreach (SplitBlock block in blocks)
        {
            foreach (int row in block.Rows) splits[row] = block.Split;
        }
        return splits;

        void Keep(Split split, double share)
        {
            if (share == 0) return;
            Dictionary<Style, double> wanted = counts.ToDictionary(count => count.Key, count => count.Value * share);
            foreach (SplitBlock block in blocks)
            {
                if (block.Split != Split.Train || block.Counts.Any(count => count.Rows > Math.Min(wanted[count.Style], keepable[count.Style])))
                    continue;
                block.Split = split;
                foreach ((Style each, int count) in block.Counts)
                {
                    wanted[each] -= count;
                    keepable[each] -= count;
                }
            }
            foreach (Style each in counts.Keys.Order())
            {
                SplitBlock[] own = [.. blocks.Where(block => block.Counts is [var only] && only.Style == each)];
                keepable[each] -= ChooseNearest(own, split, wanted[each], keepable[each]);
            }
        }
    }

    // Taking blocks in turn leaves a rest that no remaining block fits into. If it is more than half a row, the blocks are chosen again, so that
    // the sum of their rows comes closest to the target (a subset sum); blocks with an early turn are preferred. Returns the number of rows added.
    private static int ChooseNearest(SplitBlock[] blocks, Split split, double wanted, int keepable)
    {
        if (wanted < 0.5) return 0;
        SplitBlock[] choice = [.. blocks.Where(block => block.Split == Split.Train || block.Split == split)];
        int taken = choice.Sum(block => block.Split == split ? block.Rows.Count : 0);
        double target = taken + wanted;
        var last = new SplitBlock?[Math.Min(taken + keepable, (int)Math.Ceiling(2 * target)) + 1]; // the block that first made a sum
        foreach (SplitBlock block in choice)
        {
            int rows = block.Rows.Count;
            for (int sum = last.Length - 1; sum >= rows; sum--)
            {
                if (sum == rows || last[sum - rows] is not null) last[sum] ??= block;
            }
        }
        // Of two sums that are equally close, the greater one.
        int nearest = Enumerable.Range(0, last.Length).Where(sum => sum == 0 || last[sum] is not null).Reverse().MinBy(sum => Math.Abs(sum - target));
        if (nearest == taken) return 0;
        foreach (SplitBlock block in choice) block.Split = Split.Train;
        for (int sum = nearest; sum > 0; sum -= last[sum]!.Rows.Count) last[sum]!.Split = split;
        return nearest - taken;
    }
}
