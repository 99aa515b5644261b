using System.Text;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings.Duplicates;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The content of a prepared folder, made from the rows of its shards: leaves out duplicates, splits and pairs.</summary>
internal sealed class PreparedContent
{
    private readonly PrepareOptions _options;

    public PreparedContent(
        PrepareOptions options, Library library, LabelledShards<PaintingItem> paintings, LabelledShards<PictureStyle>? judged, LabelledShards<ClipItem> music,
        IReadOnlyList<string> notes, CancellationToken cancellation)
    {
        _options = options;
        Dictionary<string, LabelledShards<PictureStyle>.Row> judgements = judged?.Rows.ToDictionary(row => row.Work.Path) ?? [];
        (IReadOnlyList<LabelledShards<PaintingItem>.Row> labelled, IReadOnlyList<LeftOut> unknown) = WithJudgedStyles(paintings.Rows, judgements);
        IReadOnlyList<LabelledShards<PaintingItem>.Row> kept;
        (kept, Duplicates, IReadOnlyList<LeftOut> copies) = WithoutDuplicates(labelled, cancellation);
        LeftOut = [.. library.LeftOut, .. paintings.LeftOut, .. unknown, .. copies, .. music.LeftOut];

        var shares = new SplitOptions { ValidationShare = options.ValidationShare, TestShare = options.TestShare, Seed = options.Seed };
        // Files with the same content are the same work, even if the manifests differ.
        Split[] paintingSplits = GivenSplits.Complete(
            kept, r => r.Labelled.Split, r => r.Style, r => [.. SplitGroups.OfPainting(r.Work), "content: " + r.ContentHash], r => r.Labelled.Name, shares);
        Split[] clipSplits = GivenSplits.Complete(
            music.Rows, r => r.Labelled.Split, r => r.Style, r => [.. SplitGroups.OfMusic(r.Work), "content: " + r.ContentHash], r => r.Labelled.Name, shares);
        Paintings = [.. kept.Select((r, i) => new PreparedPainting
        {
            Shard = r.Shard,
            Row = r.RowOfShard,
            Work = r.Work,
            ContentHash = r.ContentHash,
            Style = r.Style,
            StyleConfidence = r.Confidence,
            IsStyleJudged = r.Labelled.Unknown is not null,
            StyleProbabilities = judgements.GetValueOrDefault(r.Work.Path)?.Item.Probabilities,
            EmbeddingRow = judgements.GetValueOrDefault(r.Work.Path)?.RowOfShard,
            Split = paintingSplits[i],
            Width = r.Item.Width,
            Height = r.Item.Height,
            Features = r.Item.Features,
        })];
        Clips = [.. music.Rows.Select((r, i) => new PreparedClip
        {
            Shard = r.Shard,
            Row = r.RowOfShard,
            Work = r.Work,
            ContentHash = r.ContentHash,
            Style = r.Style,
            StyleConfidence = r.Confidence,
            StyleProbabilities = r.Item.StyleProbabilities,
            Split = clipSplits[i],
            OffsetSeconds = r.Item.OffsetSeconds,
            Features = r.Item.Features,
        })];
        Pairs = [.. PaintingMusicPairing.Pair(
            new PairingSide<PaintingFeatures>
            {
                Works = [.. Paintings.Select(painting => painting.Work)],
                Features = [.. Paintings.Select(painting => painting.Features)],
                Styles = [.. Paintings.Select(painting => (Style?)painting.Style)],
                StyleProbabilities = [.. Paintings.Select(painting => painting.StyleProbabilities)],
                Splits = paintingSplits,
            },
            new PairingSide<MusicFeatures>
            {
                Works = [.. Clips.Select(clip => clip.Work)],
                Features = [.. Clips.Select(clip => clip.Features)],
                Styles = [.. Clips.Select(clip => (Style?)clip.Style)],
                StyleProbabilities = [.. Clips.Select(clip => clip.StyleProbabilities)],
                Splits = clipSplits,
            },
            new PairingOptions { PartnersPerPainting = options.Partners, Seed = options.Seed, Split = shares }, cancellation)
            .Select(pair => new TrainingPair(pair.PaintingIndex, pair.MusicIndex, pair.Style, pair.Split))
            .OrderBy(pair => pair.Split)];
        if (JudgedNote() is { } note) notes = [.. notes, note];
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
            Notes = notes.Count > 0 ? notes : null,
            Fingerprint = Fingerprint([.. paintings.Shards, .. music.Shards, .. judged?.Shards ?? []]),
            PaintingShards = paintings.Shards,
            MusicShards = music.Shards,
            EmbeddingLength = judged is null ? 0 : ImageFeatures.EmbeddingLength,
            EmbeddingShards = judged?.Shards,
        };
    }

    /// <summary>The content of <c>prepared.json</c>, without the tables.</summary>
    public PreparedInfo Info { get; }

    /// <summary>The paintings by row.</summary>
    public IReadOnlyList<PreparedPainting> Paintings { get; }

    /// <summary>The clips by row.</summary>
    public IReadOnlyList<PreparedClip> Clips { get; }

    /// <summary>The pairs, those of training first.</summary>
    public IReadOnlyList<TrainingPair> Pairs { get; }

    /// <summary>What was left out.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>Paintings that were found in several files.</summary>
    public IReadOnlyList<PreparedDuplicates> Duplicates { get; }

    // A painting of no known style gets the most probable one; if it could not be judged, it is left out.
    private static (IReadOnlyList<LabelledShards<PaintingItem>.Row>, IReadOnlyList<LeftOut>) WithJudgedStyles(
        IReadOnlyList<LabelledShards<PaintingItem>.Row> rows, Dictionary<string, LabelledShards<PictureStyle>.Row> judgements)
    {
        var labelled = new List<LabelledShards<PaintingItem>.Row>(rows.Count);
        var leftOut = new List<LeftOut>();
        foreach (LabelledShards<PaintingItem>.Row row in rows)
        {
            if (row.Labelled.Unknown is not { } reason)
            {
                labelled.Add(row);
                continue;
            }
            if (judgements.TryGetValue(row.Work.Path, out LabelledShards<PictureStyle>.Row? judgement))
            {
                float[] probabilities = judgement.Item.Probabilities;
                float max = probabilities.Max();
                labelled.Add(row with { Labelled = row.Labelled with { Style = (Style)(Array.IndexOf(probabilities, max) + 1), Confidence = max } });
                continue;
            }
            leftOut.Add(new LeftOut(row.Work.Path, reason));
        }
        return (labelled, leftOut);
    }

    private string? JudgedNote()
    {
        PreparedPainting[] judged = [.. Paintings.Where(painting => painting.IsStyleJudged)];
        if (judged.Length == 0) return null;
        string styles = string.Join(", ", judged.CountBy(painting => painting.Style).OrderBy(count => count.Key).Select(count => $"{count.Value} {StyleNames.Of(count.Key)}"));
        return $"The style of {judged.Length} of {Paintings.Count} paintings is not known and was judged from the picture ({styles}), which is often wrong; "
            + "paintings.csv names them in the column 'judged'.";
    }

    private static (IReadOnlyList<LabelledShards<PaintingItem>.Row>, IReadOnlyList<PreparedDuplicates>, IReadOnlyList<LeftOut>) WithoutDuplicates(
        IReadOnlyList<LabelledShards<PaintingItem>.Row> rows, CancellationToken cancellation)
    {
        IReadOnlyList<DuplicatePaintingsGroup> groups = DuplicatePaintings.Find(
            [.. rows.Select(r => (r.Item.ParsedFingerprint, (long)r.Item.Width * r.Item.Height, r.Work.Path))], cancellation);
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
            [.. groups.Select(group => new PreparedDuplicates(rowOf[group.Kept], [.. group.Others.Select(i => rows[i].Work.Path)], group.Distances))],
            [.. groups.SelectMany(group => group.Others.Select(i => new LeftOut(
                rows[i].Work.Path, $"It shows the same painting as '{rows[group.Kept].Work.Path}', which has {Than(rows[group.Kept].Item, rows[i].Item)}{Styles(rows[group.Kept].Style, rows[i].Style)}.")))]);

        static string Styles(Style kept, Style other)
            => kept == other ? "" : $"; its style there, {StyleNames.Of(kept)}, is used and not {StyleNames.Of(other)}";

        static string Than(PaintingItem kept, PaintingItem other)
            => (long)kept.Width * kept.Height > (long)other.Width * other.Height ? "more pixels" : "as many pixels and comes first";
    }

    private string Describe()
        => $"{Paintings.Count} paintings by {Count(Paintings.Select(p => p.Work.Name), "artist")} and "
            + $"{Clips.Count} clips of music by {Count(Clips.Select(c => c.Work.Name), "composer")}";

    private static string Count(IEnumerable<string> names, string what)
    {
        int count = names.Where(name => name.Length > 0).DistinctBy(name => KnowledgeBase.Default.Find(name)?.Name ?? name).Count();
        if (count == 0) return $"unknown {what}s";
        return $"{count} {what}{(count == 1 ? "" : "s")}";
    }

    /// <summary>Identifies what training uses. The paths and names of files do not matter.</summary>
    private string Fingerprint(IEnumerable<ShardFile> shards)
    {
        var text = new StringBuilder();
        foreach (ShardFile shard in shards)
            text.Append(shard.Sha256).Append('\n');
        foreach ((int shard, int row) in Paintings.Select(p => (p.Shard, p.Row)).Concat(Clips.Select(c => (c.Shard, c.Row))))
            text.Append(shard).Append(' ').Append(row).Append('\n');
        foreach (TrainingPair pair in Pairs)
            text.Append(pair.Split).Append(' ').Append(pair.Painting).Append(' ').Append(pair.Mel).Append(' ').Append(pair.Style).Append('\n');
        return Checksum.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
