using Pix2Pitch.Features;

namespace Pix2Pitch.Pairing;

/// <summary>How paintings find their music.</summary>
public sealed record PairingOptions
{
    /// <summary>How many clips every painting gets, at least 1. Where a style has fewer clips, it gets all of them.</summary>
    public int PartnersPerPainting { get; init; } = 1;

    /// <summary>Decides between clips that fit equally well, and the order in which the paintings choose.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// How much of each style is kept out of training, by artist and by piece (<see cref="SplitGroups"/>). A painting is paired with clips of
    /// its set only. Default: nothing.
    /// </summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>
    /// The name that <c>ml.Transforms.ExtractPaintingFeatures</c> was given: the columns Lightness, Saturation and Warmth (Single) with it and a
    /// dot before them. Empty: they have just these names, and features do not count where one is missing. Only for data views.
    /// </summary>
    public string PaintingFeatures { get; init; } = "";

    /// <summary>
    /// The name that <c>ml.Transforms.ExtractMusicFeatures</c> was given: the columns Brightness, Loudness and OnsetRate, likewise.
    /// </summary>
    public string MusicFeatures { get; init; } = "";

    /// <summary>
    /// A column of text on both sides with <see cref="PairingSide{TFeatures}.Groups"/>; null for none. Only for data views.
    /// </summary>
    public string? GroupColumn { get; init; }

    /// <summary>What a difference in period costs against the other weights, at least 0.</summary>
    public double YearWeight { get; init; } = 1;

    /// <summary>The number of years apart from which on a clip counts as wholly wrong in period; over 0.</summary>
    public double YearTolerance { get; init; } = 50;

    /// <summary>What a different country costs against the other weights, at least 0. An unknown one costs half.</summary>
    public double PlaceWeight { get; init; } = 0.25;

    /// <summary>
    /// What it costs where a clip does not suit a painting (lightness, saturation and warmth of the one against brightness, loudness and
    /// onset rate of the other, each in standard deviations from the mean of its style, three apart being wholly wrong), against the other
    /// weights, at least 0. It counts only where features are given; where those of one row are unknown it costs half.
    /// </summary>
    public double AffinityWeight { get; init; } = 2;

    /// <summary>
    /// What a clip costs more that has been used up to its share already, against the other weights, at least 0: it rises evenly from the
    /// first use, so that of clips that fit alike all are used.
    /// </summary>
    public double BalanceWeight { get; init; } = 0.5;

    /// <summary>
    /// How many paintings may have a clip, at least 1; where that is too few for all of a style, its share is allowed. Null: the share of a
    /// clip, which is the pairs of its style over its clips, rounded up.
    /// </summary>
    public int? MaximumUses { get; init; }

    /// <summary>How many styles are paired at once; 0: as many as there are processors. The pairs are the same.</summary>
    public int MaximumThreads { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Split);
        Split.Validate();
        ArgumentNullException.ThrowIfNull(PaintingFeatures);
        ArgumentNullException.ThrowIfNull(MusicFeatures);
        if (PartnersPerPainting < 1) throw Bad(nameof(PartnersPerPainting), PartnersPerPainting, "at least 1");
        if (!double.IsFinite(YearTolerance) || YearTolerance <= 0) throw Bad(nameof(YearTolerance), YearTolerance, "over 0");
        CheckWeight(nameof(YearWeight), YearWeight);
        CheckWeight(nameof(PlaceWeight), PlaceWeight);
        CheckWeight(nameof(AffinityWeight), AffinityWeight);
        CheckWeight(nameof(BalanceWeight), BalanceWeight);
        if (MaximumUses is < 1) throw Bad(nameof(MaximumUses), MaximumUses, "at least 1");
        if (MaximumThreads is < 0 or > 1024) throw Bad(nameof(MaximumThreads), MaximumThreads, "0 (as many as there are) to 1024");
    }

    private static void CheckWeight(string name, double weight)
    {
        if (!double.IsFinite(weight) || weight < 0) throw Bad(name, weight, "at least 0");
    }

    private static ArgumentOutOfRangeException Bad(string name, object value, string valid)
        => new(name, value, $"{name} has to be {valid}, not {value}.");
}
