namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>The figures of one set of clips. Null where a figure does not apply.</summary>
public sealed record EvaluationRow
{
    /// <summary>What the clips are, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of clips.</summary>
    public required EvaluationRowKind Kind { get; init; }

    /// <summary>The index in <see cref="EvaluationReport.Models"/> of the model that made the clips; null for real music.</summary>
    public int? Model { get; init; }

    /// <summary>The number of clips.</summary>
    public required int Clips { get; init; }

    /// <summary>The number of artists or pieces that the clips come from. Confidence intervals are computed over them.</summary>
    public required int Groups { get; init; }

    /// <summary>The share of clips whose style the classifier finds, 0 to 1: the style of the painting for music that belongs to a painting.</summary>
    public Estimate? StyleAccuracy { get; init; }

    /// <summary>The same share after the clips were assigned to the paintings at random: its mean, and the range of 95 of 100 assignments.</summary>
    public Estimate? ShuffledStyleAccuracy { get; init; }

    /// <summary><see cref="StyleAccuracy"/> by style, for the styles that occur.</summary>
    public IReadOnlyDictionary<string, Estimate> AccuracyByStyle { get; init; } = new Dictionary<string, Estimate>();

    /// <summary>For each style of the paintings, the number of clips in which each style was found, both in the order of the styles; empty without styles.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; } = [];

    /// <summary>The mean of each musical figure over the clips, by <see cref="EvaluatedFigure.Key"/>.</summary>
    public required IReadOnlyDictionary<string, Estimate> Figures { get; init; }

    /// <summary>
    /// The kernel distance of the clips to the training clips: the squared maximum mean discrepancy with a Gaussian kernel, times 1000. 0 for clips of the
    /// same distribution; small values may be negative.
    /// </summary>
    public Estimate? KernelDistance { get; init; }

    /// <summary>The mean distance between two clips of different groups, in the space of the classifier.</summary>
    public Estimate? Diversity { get; init; }

    /// <summary>The mean distance between two clips of one style.</summary>
    public Estimate? DiversityWithinStyles { get; init; }

    /// <summary>The mean distance between two clips of the same painting with different seeds.</summary>
    public Estimate? DiversityAcrossSeeds { get; init; }

    /// <summary>The mean distance of a clip from the nearest training clip. A value far below that of real clips means copied music.</summary>
    public Estimate? NearestTrainingClip { get; init; }

    /// <summary>
    /// How similar the music of similar paintings is: the correlation, over all pairs of paintings, of the distance of the paintings (lightness, saturation,
    /// warmth, contrast, edges) with the distance of their music, -1 to 1 (Mantel 1967).
    /// </summary>
    public Estimate? PaintingCorrelation { get; init; }

    /// <summary>The same correlation after the clips were assigned to the paintings at random: its mean, and the range of 95 of 100 assignments.</summary>
    public Estimate? ShuffledPaintingCorrelation { get; init; }

    /// <summary>The rank correlation of the lightness of paintings with the brightness of their music, -1 to 1.</summary>
    public Estimate? LightnessBrightness { get; init; }

    /// <summary>The rank correlation of the saturation of paintings with the loudness of their music, -1 to 1.</summary>
    public Estimate? SaturationLoudness { get; init; }

    /// <summary>The rank correlation of the warmth of paintings with the onset rate of their music, -1 to 1.</summary>
    public Estimate? WarmthOnsetRate { get; init; }

    /// <summary>The mean of the three rank correlations.</summary>
    public Estimate? Correspondence { get; init; }

    /// <summary>The same mean after the clips were assigned to the paintings at random: its mean, and the range of 95 of 100 assignments.</summary>
    public Estimate? ShuffledCorrespondence { get; init; }
}
