namespace Pix2Pitch.Generation;

/// <summary>How a generator is asked for music. The same painting has many answers, each with its seed.</summary>
public sealed record GenerationOptions
{
    /// <summary>The seed of the noise, any number; the same seed gives the same values for ever. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The share of the noise of training that is let in, from 0 (the expected answer, the same for every seed) to 1 (as varied as
    /// in training). Default: 1.
    /// </summary>
    public float Creativity { get; init; } = 1;

    /// <summary>
    /// The name of an Int32 column that gives every row a seed of its own in place of <see cref="Seed"/>, so that one saved model can
    /// give many answers. Default: none.
    /// </summary>
    public string? SeedColumn { get; init; }

    internal void Validate()
    {
        if (!(Creativity >= 0 && Creativity <= 1))
            throw new ArgumentOutOfRangeException(nameof(Creativity), Creativity, "Creativity has to be from 0 to 1.");
    }
}
