using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>Divides works into folds for cross-validation, so that a group is in one fold and the styles are spread evenly.</summary>
internal static class Folds
{
    /// <summary>The fold of each work, from 0. Large groups are assigned first, each to the fold that then has the most even styles.</summary>
    /// <param name="styles">The style of each work.</param>
    /// <param name="groups">The group of each work, such as its artist.</param>
    /// <param name="count">The number of folds.</param>
    public static int[] Assign(IReadOnlyList<Style> styles, IReadOnlyList<string> groups, int count)
    {
        var folds = new int[styles.Count];
        double[] all = Shares(styles);
        double[][] filled = [.. Enumerable.Range(0, count).Select(_ => new double[all.Length])];
        foreach (int[] members in Enumerable.Range(0, styles.Count).GroupBy(i => groups[i]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()))
        {
            double[] added = Shares(members.Select(i => styles[i]));
            int best = Enumerable.Range(0, count).MinBy(fold => filled[fold].Zip(added, all).Sum(share => share.Third > 0 ? (2 * share.First + share.Second) * share.Second / (share.Third * share.Third) : 0));
            for (int style = 0; style < all.Length; style++) filled[best][style] += added[style];
            foreach (int i in members) folds[i] = best;
        }
        return folds;
    }

    private static double[] Shares(IEnumerable<Style> styles)
    {
        var counts = new double[StyleNames.All.Count];
        foreach (Style style in styles) counts[(int)style - 1]++;
        return counts;
    }
}
