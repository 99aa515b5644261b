using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>What a saved model keeps: the representation of the images and how they are inverted.</summary>
internal sealed record MelInversionSource
{
    /// <summary>The representation.</summary>
    public MelOptions Settings { get; init; } = MelOptions.Thesis256;

    /// <summary>How images are inverted.</summary>
    public InversionOptions Options { get; init; } = new();
}
