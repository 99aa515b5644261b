using System.Numerics;

namespace Pix2Pitch.Training.Networks;

/// <summary>The shape of a <see cref="UNetGenerator"/>.</summary>
public sealed record GeneratorOptions
{
    /// <summary>Side of the painting and of the mel-spectrogram in pixels: 64, 128, 256 or 512.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Channels of the first encoder block, 1 to 256; the deepest blocks have eight times as many. Pix2Pix has 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>How features are normalised.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>Number of styles that can be asked for: the length of the style vector.</summary>
    public int Styles { get; init; } = 5;

    /// <summary>
    /// Whether the decoder's normalisation also hears the mean activation of the first encoder block. Instance normalisation
    /// takes a painting's overall lightness, colour and contrast away at every level; this gives them back.
    /// </summary>
    public bool Summary { get; init; } = true;

    /// <summary>Number of encoder blocks, and of decoder blocks.</summary>
    public int Levels => BitOperations.Log2((uint)Size);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message says which and what the range is.</exception>
    public void Validate()
    {
        if (Size is not (64 or 128 or 256 or 512))
            throw new ArgumentOutOfRangeException(nameof(Size), $"The size is {Size}; it has to be 64, 128, 256 or 512.");
        if (Width is < 1 or > 256)
            throw new ArgumentOutOfRangeException(nameof(Width), $"The width is {Width}; it has to be in [1, 256].");
        if (Styles is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(Styles), $"The number of styles is {Styles}; it has to be in [1, 1000].");
    }
}
