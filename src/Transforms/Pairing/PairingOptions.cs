using Pix2Pitch.Features;

namespace Pix2Pitch.Pairing;

/// <summary>Options of <see cref="PaintingMusicPairing"/>. Weights are relative to each other.</summary>
public sealed record PairingOptions
{
    /// <summary>The number of clips for every painting, at least 1. If a style has fewer clips, its paintings get all of them.</summary>
    public int PartnersPerPainting { get; init; } = 1;

    /// <summary>Decides between clips that fit equally well.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// How much of each style is held out of training, by artist and by piece (<see cref="SplitGroups"/>). A painting is paired only with clips
    /// of its own split. Default: nothing.
    /// </summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>
    /// The output name that <c>ml.Transforms.ExtractPaintingFeatures</c> was given: the columns of type Single are this name, a dot, and Lightness,
    /// Saturation or Warmth. Empty: the columns have no prefix, and features are ignored if one is missing. Only for data views.
    /// </summary>
    public string PaintingFeatures { get; init; } = "";

    /// <summary>
    /// The output name that <c>ml.Transforms.ExtractMusicFeatures</c> was given: as <see cref="PaintingFeatures"/>, for the columns Brightness,
    /// Loudness and OnsetRate.
    /// </summary>
    public string MusicFeatures { get; init; } = "";

    /// <summary>
    /// A column of the paintings, a vector of 5 Single, with <see cref="PairingSide{TFeatures}.StyleProbabilities"/>, such as <c>Judged.Probabilities</c> of
    /// <c>ml.Transforms.ClassifyStyle("Judged", ...)</c>; null for none. A row with a value that is not a number is unknown. Only for data views.
    /// </summary>
    public string? PaintingProbabilities { get; init; }

    /// <summary>As <see cref="PaintingProbabilities"/>, for the music.</summary>
    public string? MusicProbabilities { get; init; }

    /// <summary>
    /// A text column on both sides with <see cref="PairingSide{TFeatures}.Groups"/>; null for none. Only for data views.
    /// </summary>
    public string? GroupColumn { get; init; }

    /// <summary>The weight of a difference in period, at least 0.</summary>
    public double YearWeight { get; init; } = 1;

    /// <summary>The difference in years at which the cost of the period reaches its maximum; over 0.</summary>
    public double YearTolerance { get; init; } = 50;

    /// <summary>The weight of a different country, at least 0. An unknown country costs half.</summary>
    public double PlaceWeight { get; init; } = 0.25;

    /// <summary>
    /// The weight of the difference in mood, at least 0: lightness, saturation and warmth of the painting against brightness, loudness and onset
    /// rate of the clip, each in standard deviations from the mean of its style. Three standard deviations cost the maximum; unknown features
    /// of one row cost half. Ignored if no features are given.
    /// </summary>
    public double AffinityWeight { get; init; } = 2;

    /// <summary>
    /// The weight of the difference between how probable the five styles are for the picture and for the clip (<see cref="PairingSide{TFeatures}.StyleProbabilities"/>), at
    /// least 0: within a style, a painting that leans to another style gets music that leans the same way. The logarithms of the probabilities are compared as the moods
    /// are: three standard deviations cost the maximum, unknown probabilities of one row cost half. Ignored if no probabilities are given.
    /// </summary>
    public double StyleWeight { get; init; } = 0.25;

    /// <summary>
    /// The weight of repeated use of a clip, at least 0: the cost rises evenly from the first use to <see cref="MaxUses"/>, so that all clips
    /// are used if they fit equally well.
    /// </summary>
    public double BalanceWeight { get; init; } = 0.5;

    /// <summary>
    /// The maximum number of paintings that a clip may be paired with, at least 1. If that is too few for all paintings of a style, the share of a clip counts instead.
    /// Null: the share of a clip, which is the number of pairs of its style divided by the number of clips, rounded up.
    /// </summary>
    public int? MaxUses { get; init; }

    /// <summary>How many styles are paired at the same time; 0: one for each processor. The pairs do not depend on it.</summary>
    public int MaxThreads { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Split);
        Split.Validate();
        ArgumentNullException.ThrowIfNull(PaintingFeatures);
        ArgumentNullException.ThrowIfNull(MusicFeatures);
        OptionRange.Check(PartnersPerPainting, 1, double.PositiveInfinity);
        OptionRange.Require(double.IsFinite(YearTolerance) && YearTolerance > 0, YearTolerance, "more than 0");
        OptionRange.Require(YearWeight >= 0 && double.IsFinite(YearWeight), YearWeight, "0 or more");
        OptionRange.Require(PlaceWeight >= 0 && double.IsFinite(PlaceWeight), PlaceWeight, "0 or more");
        OptionRange.Require(AffinityWeight >= 0 && double.IsFinite(AffinityWeight), AffinityWeight, "0 or more");
        OptionRange.Require(StyleWeight >= 0 && double.IsFinite(StyleWeight), StyleWeight, "0 or more");
        OptionRange.Require(BalanceWeight >= 0 && double.IsFinite(BalanceWeight), BalanceWeight, "0 or more");
        OptionRange.Check(MaxUses ?? 1, 1, double.PositiveInfinity, name: nameof(MaxUses));
        OptionRange.Check(MaxThreads, 0, 1024);
    }
}
