using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// Finds music for paintings: of the same style, close in period and place and, if features are given, similar in mood. The pairs fit as
/// well as possible in total, and no clip is used more than its share. A painting's partners come from different pieces if there are enough.
/// </summary>
public static class PaintingMusicPairing
{
    /// <summary>Pairs paintings with music. The same arguments give the same pairs.</summary>
    /// <param name="paintings">
    /// The paintings. A style that is missing in the manifest comes from the artist, else from year and place.
    /// </param>
    /// <param name="music">The clips of music; missing styles come from the composer, else from year and place.</param>
    /// <param name="options">Number of partners, seed and weights. Null: the defaults.</param>
    /// <param name="cancellation">Stops between two paintings.</param>
    /// <returns>
    /// The pairs in the order of the paintings, the best first. Paintings of unknown style, or of a style without music, are left out.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static IReadOnlyList<Pair> Pair(
        IReadOnlyList<Work> paintings, IReadOnlyList<Work> music, PairingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        return Pair(paintings, music, new PaintingFeatures?[paintings.Count], new MusicFeatures?[music.Count], options, cancellation);
    }

    /// <summary>Pairs paintings with music, using features too. The same arguments give the same pairs.</summary>
    /// <param name="paintings">
    /// The paintings. A style that is missing in the manifest comes from the artist, else from year and place.
    /// </param>
    /// <param name="music">The clips of music; missing styles come from the composer, else from year and place.</param>
    /// <param name="paintingFeatures">The features of each painting, in the same order; null for unknown.</param>
    /// <param name="musicFeatures">The features of each clip, in the same order; null for unknown.</param>
    /// <param name="options">Number of partners, seed and weights. Null: the defaults.</param>
    /// <param name="cancellation">Stops between two paintings.</param>
    /// <returns>
    /// The pairs in the order of the paintings, the best first. Paintings of unknown style, or of a style without music, are left out.
    /// </returns>
    /// <exception cref="ArgumentException">The number of features differs from the number of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static IReadOnlyList<Pair> Pair(
        IReadOnlyList<Work> paintings, IReadOnlyList<Work> music,
        IReadOnlyList<PaintingFeatures?> paintingFeatures, IReadOnlyList<MusicFeatures?> musicFeatures, PairingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        ArgumentNullException.ThrowIfNull(paintingFeatures);
        ArgumentNullException.ThrowIfNull(musicFeatures);
        return Pair(
            new PairingSide<PaintingFeatures> { Works = paintings, Features = paintingFeatures },
            new PairingSide<MusicFeatures> { Works = music, Features = musicFeatures },
            options, cancellation);
    }

    /// <summary>Pairs paintings with music, each split separately. The same arguments give the same pairs.</summary>
    /// <param name="paintings">The paintings, with what is known about them.</param>
    /// <param name="music">The clips of music, with what is known about them.</param>
    /// <param name="options">Number of partners, seed, weights, and the split for sides without splits. Null: the defaults.</param>
    /// <param name="cancellation">Stops between two paintings.</param>
    /// <returns>
    /// The pairs in the order of the paintings, the best first. Paintings of unknown style, or of a style without music in their split, are left out.
    /// </returns>
    /// <exception cref="ArgumentException">The number of features, styles, splits or groups differs from the number of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static IReadOnlyList<Pair> Pair(
        PairingSide<PaintingFeatures> paintings, PairingSide<MusicFeatures> music, PairingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        paintings.Validate(nameof(paintings));
        music.Validate(nameof(music));
        options ??= new PairingOptions();
        options.Validate();
        cancellation.ThrowIfCancellationRequested();

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
        // The largest first, so that the threads finish at about the same time.
        Parallel.ForEach(
            groups.OrderByDescending(group => group.Size),
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads > 0 ? options.MaxThreads : -1, CancellationToken = cancellation },
            group => group.Run(partners, cancellation));
        return [.. partners.Where(found => found is not null).SelectMany(found => found)];
    }
}
