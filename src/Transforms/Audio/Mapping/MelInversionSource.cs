namespace Pix2Pitch.Audio.Mapping;

/// <summary>What a saved model keeps: the representation of the images and how they are inverted.</summary>
internal sealed record MelInversionSource
{
    /// <summary>The representation.</summary>
    public MelSettings Settings { get; init; } = MelSettings.Thesis256;

    /// <summary>How images are inverted.</summary>
    public InversionOptions Options { get; init; } = new();
}
