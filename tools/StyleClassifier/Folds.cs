namespace Pix2Pitch.Tools.StyleClassifier;

/// <summary>Divides paintings into folds for cross-validation, so that a group is in one fold and the styles are spread evenly.</summary>
internal static class Folds
{
    /// <summary>The fold of each painting, from 0. Large groups are assigned first, each to the fold that then has the most even styles.</summary>
    public static int[] Assign(IReadOnlyList<LabelledPainting> paintings, Func<LabelledPainting, string> group, int count)
    {
        var folds = new int[paintings.Count];
        double[] all = Shares(paintings.Select(painting => painting.Style));
        double[][] filled = [.. Enumerable.Range(0, count).Select(_ => new double[all.Length])];
        foreach (int[] members in Enumerable.Range(0, paintings.Count).GroupBy(i => group(paintings[i])).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()))
        {
            double[] added = Shares(members.Select(i => paintings[i].Style));
            int best = Enumerable.Range(0, count).MinBy(fold => filled[fold].Zip(added, all).Sum(share => (2 * share.First + share.Second) * share.Second / (share.Third * share.Third)));
            for (int style = 0; style < all.Length; style++) filled[best][style] += added[style];
            foreach (int i in members) folds[i] = best;
        }
        return folds;
    }

    private static double[] Shares(IEnumerable<Styles.Style> styles)
    {
        var counts = new double[Enum.GetValues<Styles.Style>().Length];
        foreach (Styles.Style style in styles) counts[(int)style - 1]++;
        return counts;
    }
}
