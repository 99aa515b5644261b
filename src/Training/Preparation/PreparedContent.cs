using System.Text;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings.Duplicates;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>From rows in shards to what is published: duplicates left out, split, and paired.</summary>
internal sealed class PreparedContent
{
    private readonly PrepareOptions _options;

    public PreparedContent(PrepareOptions options, Library library, LabelledShards<PaintingItem> paintings, LabelledShards<ClipItem> music)
    {
        _options = options;
        IReadOnlyList<LabelledShards<PaintingItem>.Row> kept;
        (kept, Duplicates, IReadOnlyList<LeftOut> copies) = WithoutDuplicates(paintings.Rows);
        LeftOut = [.. library.LeftOut, .. paintings.LeftOut, .. copies, .. music.LeftOut];

        var shares = new SplitOptions { ValidationShare = options.ValidationShare, TestShare = options.TestShare, Seed = options.Seed };
        // Files of the same content are one work, whatever the lists call them.
        Split[] paintingSplits = DataSplit.Choose(kept, r => r.Library.Style, r => [.. SplitGroups.OfPainting(r.Library.Row), "content: " + r.ContentHash], shares);
        Split[] clipSplits = DataSplit.Choose(music.Rows, r => r.Library.Style, r => [.. SplitGroups.OfMusic(r.Library.Row), "content: " + r.ContentHash], shares);
        Paintings = [.. kept.Select((r, i) => new PreparedRow<PreparedPainting>(r.Shard, r.RowOfShard, Of(r, paintingSplits[i])))];
        Clips = [.. music.Rows.Select((r, i) => new PreparedRow<PreparedClip>(r.Shard, r.RowOfShard, Of(r, clipSplits[i])))];
        Pairs = [.. PaintingMusicPairing.Pair(
            new PairingSide<PaintingFeatures>
            {
                Rows = [.. kept.Select(r => r.Library.Row)],
                Features = [.. kept.Select(r => r.Item.Features)],
                Styles = [.. kept.Select(r => (Style?)r.Library.Style)],
                Splits = paintingSplits,
            },
            new PairingSide<MusicFeatures>
            {
                Rows = [.. music.Rows.Select(r => r.Library.Row)],
                Features = [.. music.Rows.Select(r => r.Item.Features)],
                Styles = [.. music.Rows.Select(r => (Style?)r.Library.Style)],
                Splits = clipSplits,
            },
            new PairingOptions { PartnersPerPainting = options.Partners, Seed = options.Seed, Split = shares })
            .Select(pair => (pair.Split, new TrainingPair(pair.PaintingIndex, pair.MusicIndex, pair.Style)))
            .OrderBy(pair => pair.Split)];
        Info = new PreparedInfo
        {
            Size = options.Size,
            Mel = options.MelOrPreset,
            Fit = options.Fit,
            Styles = StyleNames.All,
            Seed = options.Seed,
            Partners = options.Partners,
            ClipsPerRecording = options.ClipsPerRecording,
            ValidationShare = options.ValidationShare,
            TestShare = options.TestShare,
            Paintings = Paintings.Count,
            Music = Clips.Count,
            TrainingPairs = Pairs.Count(p => p.Split == Split.Train),
            ValidationPairs = Pairs.Count(p => p.Split == Split.Validation),
            TestPairs = Pairs.Count(p => p.Split == Split.Test),
            Description = Describe(),
            Layouts = library.Layouts,
            Notes = library.Notes.Count > 0 ? library.Notes : null,
            Fingerprint = Fingerprint(paintings.Shards, music.Shards),
            PaintingShards = paintings.Shards,
            MusicShards = music.Shards,
        };
    }

    /// <summary>What the folder will say of itself.</summary>
    public PreparedInfo Info { get; }

    /// <summary>The paintings by row.</summary>
    public IReadOnlyList<PreparedRow<PreparedPainting>> Paintings { get; }

    /// <summary>The clips by row.</summary>
    public IReadOnlyList<PreparedRow<PreparedClip>> Clips { get; }

    /// <summary>The pairs, those of training first.</summary>
    public IReadOnlyList<(Split Split, TrainingPair Pair)> Pairs { get; }

    /// <summary>What was left out.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>Paintings that are there more than once.</summary>
    public IReadOnlyList<PreparedDuplicates> Duplicates { get; }

    private static (IReadOnlyList<LabelledShards<PaintingItem>.Row>, IReadOnlyList<PreparedDuplicates>, IReadOnlyList<LeftOut>) WithoutDuplicates(
        IReadOnlyList<LabelledShards<PaintingItem>.Row> rows)
    {
        IReadOnlyList<DuplicatePaintingsGroup> groups = DuplicatePaintings.Find(
            [.. rows.Select(r => (r.Item.ParsedFingerprint, (long)r.Item.Width * r.Item.Height, r.Library.Row.Path))]);
        HashSet<int> copies = [.. groups.SelectMany(group => group.Others)];
        var rowOf = new int[rows.Count];
        var kept = new List<LabelledShards<PaintingItem>.Row>();
        for (int i = 0; i < rows.Count; i++)
        {
            rowOf[i] = kept.Count;
            if (!copies.Contains(i))
                kept.Add(rows[i]);
        }
        return (
            kept,
            [.. groups.Select(group => new PreparedDuplicates(rowOf[group.Kept], [.. group.Others.Select(i => rows[i].Library.Row.Path)], group.Distances))],
            [.. groups.SelectMany(group => group.Others.Select(i => new LeftOut(
                rows[i].Library.Row.Path, $"It shows the same painting as '{rows[group.Kept].Library.Row.Path}', which has {Than(rows[group.Kept].Item, rows[i].Item)}{Styles(rows[group.Kept].Library, rows[i].Library)}.")))]);

        static string Styles(LibraryRow kept, LibraryRow other)
            => kept.Style == other.Style ? "" : $"; its style there, {StyleNames.Of(kept.Style)}, counts, and not {StyleNames.Of(other.Style)}";

        static string Than(PaintingItem kept, PaintingItem other)
            => (long)kept.Width * kept.Height > (long)other.Width * other.Height ? "more pixels" : "as many pixels and comes first";
    }

    private static PreparedPainting Of(LabelledShards<PaintingItem>.Row row, Split split)
        => PreparedRows.Of(row.Library, row.ContentHash, split, row.Item.Width, row.Item.Height, row.Item.Features);

    private static PreparedClip Of(LabelledShards<ClipItem>.Row row, Split split)
        => PreparedRows.Of(row.Library, row.ContentHash, split, row.Item.OffsetSeconds, row.Item.Features);

    private string Describe()
        => $"{Paintings.Count} paintings by {Count(Paintings.Select(p => p.Work.Name), "artist")} and "
            + $"{Clips.Count} clips of music by {Count(Clips.Select(c => c.Work.Name), "composer")}";

    private static string Count(IEnumerable<string> names, string what)
    {
        int count = names.Where(name => name.Length > 0).DistinctBy(name => KnowledgeBase.Default.Find(name)?.Name ?? name).Count();
        if (count == 0) return $"unknown {what}s";
        return $"{count} {what}{(count == 1 ? "" : "s")}";
    }

    /// <summary>Of what training sees: where the files lie and what they are called is no part of it.</summary>
    private string Fingerprint(IEnumerable<ShardFile> paintings, IEnumerable<ShardFile> music)
    {
        var text = new StringBuilder();
        foreach (ShardFile shard in paintings.Concat(music))
            text.Append(shard.Sha256).Append('\n');
        foreach ((int shard, int row) in Paintings.Select(p => (p.Shard, p.Row)).Concat(Clips.Select(c => (c.Shard, c.Row))))
            text.Append(shard).Append(' ').Append(row).Append('\n');
        foreach ((Split split, TrainingPair pair) in Pairs)
            text.Append(split).Append(' ').Append(pair.Painting).Append(' ').Append(pair.Mel).Append(' ').Append(pair.Style).Append('\n');
        return Checksum.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
