using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// Finds music for paintings: of the same style, and within it near in period and place and, where features are given, alike in mood, so that
/// all pairs together fit best while no clip is used more than its share. A painting's partners come from different pieces where there are
/// enough.
/// </summary>
public static class PaintingMusicPairing
{
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
    /// <exception cref="ArgumentException">There are not as many features, styles, splits or groups as rows.</exception>
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
        if (paintings.Splits is null) Candidate.ChooseSplits(pictures, SplitGroups.OfPainting, paintings.Groups, options.Split);
        if (music.Splits is null) Candidate.ChooseSplits(clips, SplitGroups.OfMusic, music.Groups, options.Split);
        StylePairing[] groups =
        [
            .. pictures.Where(picture => picture.Style is not null).GroupBy(picture => (picture.Style, picture.Split)).Select(group => new StylePairing(
                [.. group], [.. clips.Where(clip => (clip.Style, clip.Split) == group.Key)], options)),
        ];
        var partners = new Pair[pictures.Length][];
        // The largest first, for the others to be done meanwhile.
        Parallel.ForEach(
            groups.OrderByDescending(group => group.Size),
            new ParallelOptions { MaxDegreeOfParallelism = options.MaximumThreads > 0 ? options.MaximumThreads : -1 },
            group => group.Run(partners));
        return [.. partners.Where(found => found is not null).SelectMany(found => found)];
    }
}
