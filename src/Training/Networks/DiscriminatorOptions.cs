namespace Pix2Pitch.Training.Networks;

/// <summary>The shape of a <see cref="PatchGanDiscriminator"/>.</summary>
public sealed record DiscriminatorOptions
{
    /// <summary>Channels of the first convolution, 1 to 256. Pix2Pix has 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>
    /// Convolutions of stride 2, 1 to 5: the patch that one output judges is 16, 34, 70, 142 or 286 pixels wide. Pix2Pix has 3.
    /// </summary>
    public int Layers { get; init; } = 3;

    /// <summary>How features are normalised.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>Number of styles: as many constant planes join the input.</summary>
    public int Styles { get; init; } = 5;

    /// <summary>Width in pixels of the patch that one output judges.</summary>
    public int PatchSize
    {
        get
        {
            int size = 4 + 3; // the two last convolutions, 4 x 4 of stride 1
            for (int i = 0; i < Layers; i++)
                size = size * 2 + 2;
            return size;
        }
    }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message says which and what the range is.</exception>
    public void Validate()
    {
        if (Width is < 1 or > 256)
            throw new ArgumentOutOfRangeException(nameof(Width), $"The discriminator's width is {Width}; it has to be in [1, 256].");
        if (Layers is < 1 or > 5)
            throw new ArgumentOutOfRangeException(nameof(Layers), $"The number of layers is {Layers}; it has to be in [1, 5].");
        if (Styles is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(Styles), $"The number of styles is {Styles}; it has to be in [1, 1000].");
    }
}
