using Pix2Pitch.Manifests;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The paintings or the music of a library, with the content of their shards.</summary>
/// <typeparam name="TItem">The measurements of a row.</typeparam>
internal sealed class LabelledShards<TItem>
{
    /// <param name="works">The works of the library.</param>
    /// <param name="indexes">All shards, in their order.</param>
    /// <param name="place">The folder of the shards.</param>
    public LabelledShards(IReadOnlyList<LabelledWork> works, IReadOnlyList<ShardIndex<TItem>> indexes, string place)
    {
        var rows = new List<Row>();
        var leftOut = new List<LeftOut>();
        for (int shard = 0, number = 0; shard < indexes.Count; shard++)
        {
            foreach (ShardEntry<TItem> entry in indexes[shard].Entries)
            {
                LabelledWork work = works[number++];
                leftOut.AddRange(entry.LeftOut.Select(reason => new LeftOut(entry.Path, reason)));
                for (int i = 0; i < entry.Items.Count; i++)
                    rows.Add(new Row(work, entry.ContentHash, shard, entry.FirstRow + i, entry.Items[i]));
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
    /// <param name="Labelled">The work and its style.</param>
    /// <param name="ContentHash">SHA-256 of its file.</param>
    /// <param name="Shard">The number of its shard.</param>
    /// <param name="RowOfShard">Its row in the shard.</param>
    /// <param name="Item">Its measurements.</param>
    public sealed record Row(LabelledWork Labelled, string ContentHash, int Shard, int RowOfShard, TItem Item)
    {
        /// <summary>The work. A prepared folder keeps only the kind of recording of a manifest's other columns, which can be long.</summary>
        public Work Work { get; } = Labelled.Work with
        {
            Other = Labelled.Work.Other.Where(cell => cell.Key.Equals(PreparedClip.KindColumn, StringComparison.OrdinalIgnoreCase)).ToDictionary(),
        };

        public Style Style => Labelled.Style;

        public double Confidence => Labelled.Confidence;
    }
}
