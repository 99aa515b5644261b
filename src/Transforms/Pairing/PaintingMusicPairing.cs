using Pix2Pitch.Audio.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Paintings.Features;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// Finds music for paintings: of the same style, and within it near in period and place and, where features are given, alike in mood. No
/// clip is used much more often than another of its style, and a painting's partners come from different pieces where there are enough.
/// </summary>
public static class PaintingMusicPairing
{
    private const double Unknown = 0.5; // between a perfect fit and none
    private const double SamePiece = 10; // more than all weights: another clip of a piece only where there is no other piece

    /// <summary>Pairs them. The same arguments give the same pairs.</summary>
    /// <param name="paintings">
    /// The paintings. A style that the manifest does not say comes from the artist, else from year and place.
    /// </param>
    /// <param name="music">The clips of music, likewise.</param>
    /// <param name="options">Number of partners, seed and weights. Null: the defaults.</param>
    /// <returns>
    /// The pairs in the order of the paintings, the best first. A painting of unknown style, or of one without music, is in none.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static IReadOnlyList<Pair> Pair(
        IReadOnlyList<ManifestRow> paintings, IReadOnlyList<ManifestRow> music, PairingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        return Pair(paintings, music, new PaintingFeatures?[paintings.Count], new MusicFeatures?[music.Count], options);
    }

    /// <summary>Pairs them also by how well they suit each other. The same arguments give the same pairs.</summary>
    /// <param name="paintings">
    /// The paintings. A style that the manifest does not say comes from the artist, else from year and place.
    /// </param>
    /// <param name="music">The clips of music, likewise.</param>
    /// <param name="paintingFeatures">What was measured of each painting, in their order; null where nothing was.</param>
    /// <param name="musicFeatures">What was measured of each clip, likewise.</param>
    /// <param name="options">Number of partners, seed and weights. Null: the defaults.</param>
    /// <returns>
    /// The pairs in the order of the paintings, the best first. A painting of unknown style, or of one without music, is in none.
    /// </returns>
    /// <exception cref="ArgumentException">There are not as many features as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static IReadOnlyList<Pair> Pair(
        IReadOnlyList<ManifestRow> paintings, IReadOnlyList<ManifestRow> music,
        IReadOnlyList<PaintingFeatures?> paintingFeatures, IReadOnlyList<MusicFeatures?> musicFeatures, PairingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        ArgumentNullException.ThrowIfNull(paintingFeatures);
        ArgumentNullException.ThrowIfNull(musicFeatures);
        return Pair(
            new PairingSide<PaintingFeatures> { Rows = paintings, Features = paintingFeatures },
            new PairingSide<MusicFeatures> { Rows = music, Features = musicFeatures },
            options);
    }

    /// <summary>Pairs them, each set by itself. The same arguments give the same pairs.</summary>
    /// <param name="paintings">The paintings, with what is known of them.</param>
    /// <param name="music">The clips of music, likewise.</param>
    /// <param name="options">Number of partners, seed, weights, and the sets where the sides do not say them. Null: the defaults.</param>
    /// <returns>
    /// The pairs in the order of the paintings, the best first. A painting of unknown style, or of one without music in its set, is in none.
    /// </returns>
    /// <exception cref="ArgumentException">There are not as many features, styles or splits as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static IReadOnlyList<Pair> Pair(
        PairingSide<PaintingFeatures> paintings, PairingSide<MusicFeatures> music, PairingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        paintings.Validate(nameof(paintings));
        music.Validate(nameof(music));
        options ??= new PairingOptions();
        options.Validate();

        KnowledgeBase knowledge = KnowledgeBase.Default;
        Candidate[] pictures = Candidate.From(paintings, knowledge, Affinity.Of), clips = Candidate.From(music, knowledge, Affinity.Of);
        if (paintings.Splits is null) Candidate.ChooseSplits(pictures, SplitGroups.OfPainting, options.Split);
        if (music.Splits is null) Candidate.ChooseSplits(clips, SplitGroups.OfMusic, options.Split);
        ILookup<(Style?, Split), Candidate> heard = clips.ToLookup(clip => (clip.Style, clip.Split));
        var partners = new Pair[pictures.Length][];
        foreach (Style style in Enum.GetValues<Style>())
        {
            foreach (Split split in Enum.GetValues<Split>())
            {
                int[] chosen = [.. pictures.Where(picture => picture.Style == style && picture.Split == split).Select(picture => picture.Index)];
                PairStyle(style, chosen, pictures, [.. heard[(style, split)]], options, partners);
            }
        }
        return [.. partners.Where(found => found is not null).SelectMany(found => found)];
    }

    private static void PairStyle(
        Style style, int[] paintings, Candidate[] pictures, Candidate[] clips, PairingOptions options, Pair[][] partners)
    {
        int each = Math.Min(options.PartnersPerPainting, clips.Length);
        if (each == 0 || paintings.Length == 0) return;
        double[]?[] heard = Affinity.Standardized([.. clips.Select(clip => clip.Measures)]);
        double[]?[] seen = Affinity.Standardized([.. paintings.Select(painting => pictures[painting].Measures)]);
        Dictionary<int, double[]?> seenOf = paintings.Zip(seen).ToDictionary(pair => pair.First, pair => pair.Second);
        bool known = seen.Any(measures => measures is not null) && heard.Any(measures => measures is not null);
        // A seed of its own for each style: more paintings of one style change nothing in another.
        var random = new Random(HashCode(options.Seed, (int)style));
        random.Shuffle(paintings);
        int share = (int)(((long)paintings.Length * each + clips.Length - 1) / clips.Length);
        var used = new int[clips.Length];
        var order = new int[clips.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        var found = paintings.ToDictionary(painting => painting, _ => new List<int>(each));

        // Round by round, so that every painting has its best partner before any has its second.
        for (int round = 0; round < each; round++)
        {
            foreach (int painting in paintings)
            {
                random.Shuffle(order);
                List<int> taken = found[painting];
                double[]? measures = seenOf[painting];
                int best = -1;
                double lowest = double.PositiveInfinity;
                foreach (int clip in order)
                {
                    if (taken.Contains(clip)) continue;
                    double cost = Cost(pictures[painting], clips[clip], options) + options.BalanceWeight * used[clip] / share;
                    if (known) cost += options.AffinityWeight * (Affinity.Distance(measures, heard[clip]) ?? Unknown);
                    if (used[clip] >= share) cost += 1000 * (1 + used[clip]); // over its share only where nothing else is left
                    foreach (int other in taken)
                    {
                        if (clips[other].Row.PieceId.Length > 0 && clips[other].Row.PieceId == clips[clip].Row.PieceId) cost += SamePiece;
                    }
                    if (cost < lowest) (best, lowest) = (clip, cost);
                }
                taken.Add(best);
                used[best]++;
            }
        }

        foreach ((int painting, List<int> taken) in found)
        {
            Candidate picture = pictures[painting];
            partners[painting] = [.. taken.Select(clip => new Pair(
                picture.Row, clips[clip].Row, style, picture.YearsApart(clips[clip]), picture.SamePlace(clips[clip]))
            {
                PaintingIndex = painting,
                MusicIndex = clips[clip].Index,
                Split = picture.Split,
            })];
        }
    }

    private static double Cost(Candidate painting, Candidate clip, PairingOptions options)
    {
        double years = painting.YearsApart(clip) is { } apart ? Math.Min(1, apart / options.YearTolerance) : Unknown;
        double place = painting.SamePlace(clip) is { } same ? (same ? 0 : 1) : Unknown;
        return options.YearWeight * years + options.PlaceWeight * place;
    }

    // System.HashCode differs from process to process.
    private static int HashCode(int seed, int style) => unchecked((seed * 397) ^ (style * 0x5bd1e995));
}
