using Pix2Pitch.Generation;

namespace Pix2Pitch.Training.Networks;

/// <summary>The size and kind of a <see cref="DiscriminatorNetwork"/>.</summary>
internal sealed record DiscriminatorOptions
{
    /// <summary>Number of first layers of the tall network whose kernels are three frames wide; the others see one.</summary>
    public const int WideLayers = 4;

    /// <summary>Frames that one output of the tall network judges.</summary>
    public const int TallFrames = 1 + 2 * WideLayers;

    /// <summary>The direction of the generator whose outputs are judged.</summary>
    public GeneratorDirection Direction { get; init; }

    /// <summary>Whether the networks also receive the painting that belongs to the mel-spectrogram.</summary>
    public bool IsConditional { get; init; } = true;

    /// <summary>Side of the painting and of the mel-spectrogram in pixels.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Channels of the first convolution, 1 to 256. Pix2Pix has 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Convolutions with stride 2, 1 to 5. One output judges a patch that is 16, 34, 70, 142 or 286 pixels wide. Pix2Pix has 3.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>Number of networks, 1 to 3, each on images of half the size of those before.</summary>
    public int Scales { get; init; } = 1;

    /// <summary>Whether there is also a network that sees all bands of <see cref="TallFrames"/> frames.</summary>
    public bool Tall { get; init; }

    /// <summary>Normalisation of the activations.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>Whether the kernels are divided by their spectral norm (Miyato et al. 2018).</summary>
    public bool SpectralNormalization { get; init; }

    /// <summary>Whether the input has a channel with the row (<see cref="Networks.FrequencyCoordinate"/>).</summary>
    public bool FrequencyCoordinate { get; init; }

    /// <summary>Number of styles, 1 to 1000. Each is one constant plane of the input.</summary>
    public int Styles { get; init; } = 5;

    /// <summary>Channels of the input: the painting if it is a condition, styles, the judged image.</summary>
    public int InputPlanes => (IsConditional ? Images.PaintingChannels : 0) + Styles + Images.OutputChannels(Direction) + (FrequencyCoordinate ? 1 : 0);

    /// <summary>Width in pixels of the patch that one output judges (the receptive field).</summary>
    public int PatchSize
    {
        get
        {
            // Backwards from one output: two 4 x 4 convolutions with stride 1, then those with stride 2.
            int size = 1 + 3 + 3;
            for (int i = 0; i < Layers; i++)
                size = 2 * (size - 1) + 4;
            return size;
        }
    }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message names it and its range.</exception>
    public void Validate()
    {
        OptionRange.Check(Width, 1, 256, name: "DiscriminatorWidth");
        OptionRange.Check(Layers, 1, 5, name: "PatchLayers");
        OptionRange.Check(Scales, 1, 3, name: "DiscriminatorScales");
        // Two convolutions make the last plane smaller by two, and a normalisation needs more than one value.
        int smallest = Size >> (Layers + Scales - 1);
        OptionRange.Require(smallest >= 4, Layers, $"fewer: at {Size} px, PatchLayers and DiscriminatorScales may be {int.Log2(Size) - 1} together", name: "PatchLayers");
        OptionRange.Check(Normalization, name: "DiscriminatorNormalization");
        OptionRange.Check(Styles, 1, 1000);
    }
}
