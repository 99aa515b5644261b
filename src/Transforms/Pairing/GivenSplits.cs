using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>Divides rows into splits where the split of some rows is given.</summary>
internal static class GivenSplits
{
    /// <summary>
    /// The split of each row: the one that is given for the row, or for a row that shares a group with it, directly or through other rows; all other rows are
    /// divided by <see cref="DataSplit"/>.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="given">The given split of a row; null for none.</param>
    /// <param name="style">A row's style.</param>
    /// <param name="groups">The names of the groups of a row.</param>
    /// <param name="nameOf">The name of a row for messages.</param>
    /// <param name="options">How much of the other rows is held out.</param>
    /// <exception cref="Pix2PitchException">Rows that share a group are given different splits.</exception>
    public static Split[] Complete<TRow>(
        IReadOnlyList<TRow> rows, Func<TRow, Split?> given, Func<TRow, Style> style, Func<TRow, IEnumerable<string>> groups, Func<TRow, string> nameOf, SplitOptions options)
    {
        string[][] names = [.. rows.Select(row => groups(row).ToArray())];
        RequireOneSplit(rows, given, names, nameOf);
        var splits = new Split[rows.Count];
        var others = new List<int>();
        foreach (SplitBlock block in SplitBlock.Find([.. rows.Select(style)], names, options.Seed))
        {
            int[] stated = [.. block.Rows.Where(row => given(rows[row]) is not null)];
            if (stated.Length == 0)
            {
                others.AddRange(block.Rows);
                continue;
            }
            Split split = given(rows[stated[0]])!.Value;
            int other = Array.FindIndex(stated, row => given(rows[row]) != split);
            if (other >= 0) throw InTwo(nameOf(rows[stated[0]]), split, nameOf(rows[stated[other]]), given(rows[stated[other]])!.Value, "other works connect them");
            foreach (int row in block.Rows) splits[row] = split;
        }
        others.Sort();
        Split[] chosen = DataSplit.Choose(others, row => style(rows[row]), row => names[row], options);
        for (int i = 0; i < chosen.Length; i++) splits[others[i]] = chosen[i];
        return splits;
    }

    // The usual case, for which the message can name the group.
    private static void RequireOneSplit<TRow>(IReadOnlyList<TRow> rows, Func<TRow, Split?> given, string[][] names, Func<TRow, string> nameOf)
    {
        var firstOf = new Dictionary<string, int>();
        for (int row = 0; row < rows.Count; row++)
        {
            if (given(rows[row]) is not { } split) continue;
            foreach (string group in names[row])
            {
                if (!firstOf.TryAdd(group, row) && given(rows[firstOf[group]]) is { } first && first != split)
                    throw InTwo(nameOf(rows[firstOf[group]]), first, nameOf(rows[row]), split, $"they share '{group}'");
            }
        }
    }

    private static Pix2PitchException InTwo(string one, Split first, string other, Split second, string reason)
        => new($"{one} is in the split {SplitNames.Of(first)} and {other} in {SplitNames.Of(second)}, but {reason}, so what is held out would be known from training; "
            + "put them into the same split, or leave their cells in the column 'split' empty.");
}
