using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>Rows that must be in the same split, because they are connected by shared groups.</summary>
internal sealed class SplitBlock
{
    private SplitBlock(IReadOnlyList<int> rows, IReadOnlyList<(Style Style, int Rows)> counts) => (Rows, Counts) = (rows, counts);

    /// <summary>The indices of the rows.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>The number of rows of each style; most blocks have one style.</summary>
    public IReadOnlyList<(Style Style, int Rows)> Counts { get; }

    /// <summary>The split of the block.</summary>
    public Split Split { get; set; }

    /// <summary>Finds the blocks, in an order that depends on the seed and their names only.</summary>
    public static SplitBlock[] Find(IReadOnlyList<Style> styles, IReadOnlyList<string[]> groups, int seed)
    {
        var parent = new int[styles.Count];
        for (int i = 0; i < parent.Length; i++) parent[i] = i;
        var firstOf = new Dictionary<string, int>();
        for (int row = 0; row < parent.Length; row++)
        {
            foreach (string group in groups[row])
            {
                if (!firstOf.TryAdd(group, row)) parent[Root(row)] = Root(firstOf[group]);
            }
        }
        var nameless = new Dictionary<Style, int>();
        return
        [
            .. Enumerable.Range(0, parent.Length).GroupBy(Root)
                .Select(block => (Rows: block.ToArray(), Name: NameOf(block)))
                .Select(block => (block.Rows, block.Name, Turn: TurnOf(block.Name, seed)))
                .OrderBy(block => block.Turn).ThenBy(block => block.Name, StringComparer.Ordinal)
                .Select(block => new SplitBlock(
                    block.Rows, [.. block.Rows.CountBy(row => styles[row]).OrderBy(count => count.Key).Select(count => (count.Key, count.Value))])),
        ];

        int Root(int row)
        {
            while (parent[row] != row) row = parent[row] = parent[parent[row]];
            return row;
        }

        string NameOf(IEnumerable<int> block)
        {
            if (block.SelectMany(row => groups[row]).Min(StringComparer.Ordinal) is { } name) return name;
            Style style = styles[block.First()];
            nameless.TryGetValue(style, out int before);
            nameless[style] = before + 1;
            return $"{style} {before}";
        }
    }

    // By the last part of the name.
    private static ulong TurnOf(string name, int seed)
    {
        ulong hash = SplitMix64.HashOf(name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1));
        hash ^= (ulong)(uint)seed << 32;
        return SplitMix64.Next(ref hash);
    }
}
