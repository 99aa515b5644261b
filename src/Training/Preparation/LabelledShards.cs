using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>One side of the library with what its shards hold.</summary>
/// <typeparam name="TItem">What is known of a row.</typeparam>
internal sealed class LabelledShards<TItem>
{
    /// <param name="library">The rows of the library.</param>
    /// <param name="indexes">The shards, all of them and in their order.</param>
    /// <param name="place">The folder of the shards.</param>
    public LabelledShards(IReadOnlyList<LibraryRow> library, IReadOnlyList<ShardIndex<TItem>> indexes, string place)
    {
        var rows = new List<Row>();
        var leftOut = new List<LeftOut>();
        for (int shard = 0, number = 0; shard < indexes.Count; shard++)
        {
            foreach (ShardEntry<TItem> entry in indexes[shard].Entries)
            {
                LibraryRow row = library[number++];
                leftOut.AddRange(entry.LeftOut.Select(reason => new LeftOut(entry.Path, reason)));
                for (int i = 0; i < entry.Items.Count; i++)
                    rows.Add(new Row(row, entry.ContentHash, shard, entry.FirstRow + i, entry.Items[i]));
            }
        }
        (Rows, LeftOut) = (rows, leftOut);
        Shards = [.. indexes.Select(index => index.Array with { File = $"{place}/{index.Array.File}" })];
    }

    /// <summary>The paintings or clips.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>What could not be used.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>The files.</summary>
    public IReadOnlyList<ShardFile> Shards { get; }

    /// <summary>A painting or clip.</summary>
    /// <param name="Library">What the list says.</param>
    /// <param name="ContentHash">SHA-256 of its file.</param>
    /// <param name="Shard">In which shard it is.</param>
    /// <param name="RowOfShard">And where in it.</param>
    /// <param name="Item">What is known of it.</param>
    public sealed record Row(LibraryRow Library, string ContentHash, int Shard, int RowOfShard, TItem Item);
}
