namespace Pix2Pitch.Generation;

/// <summary>How <see cref="MusicToPainting"/> makes paintings.</summary>
public sealed record MusicToPaintingOptions
{
    /// <summary>The strength of the noise, from 0 (every seed gives the same painting) to 1 (as varied as in training). Default: 1.</summary>
    public float Creativity { get; init; } = 1;

    /// <summary>
    /// The processor or GPU that the network runs on. If CUDA cannot be used, that is an error; there is no silent fallback to the CPU. Default: the CPU.
    /// </summary>
    public Accelerator Accelerator { get; init; }

    internal void Validate()
    {
        OptionRange.Check(Creativity, 0, 1);
        OptionRange.Check(Accelerator);
    }
}
