namespace Pix2Pitch.Generation;

/// <summary>How a generator is run. A painting has many results, one for each seed.</summary>
public sealed record GenerationOptions
{
    /// <summary>The seed of the noise, any number; the same seed always gives the same noise. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The strength of the noise, from 0 (the same result for every seed) to 1 (as varied as in training). Default: 1.
    /// </summary>
    public float Creativity { get; init; } = 1;

    /// <summary>
    /// The name of an Int32 column with a seed for each row, which is used instead of <see cref="Seed"/>. With it, one saved model can give
    /// many results. Default: null, no such column.
    /// </summary>
    public string? SeedColumn { get; init; }

    internal void Validate() => OptionRange.Check(Creativity, 0, 1);
}
