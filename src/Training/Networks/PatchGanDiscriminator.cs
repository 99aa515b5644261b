using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Pix2Pix's discriminator (PatchGAN, Isola et al. 2017, section 3.2.2): judges each patch of a mel-spectrogram as real or generated, given the
/// painting and the style that belong to it.
/// </summary>
internal sealed class PatchGanDiscriminator : Module
{
    private readonly Sequential _layers;

    /// <summary>Creates the network; <see cref="WeightInitializer"/> sets its weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public PatchGanDiscriminator(DiscriminatorOptions options) : base("discriminator")
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        int inputs = UNetGenerator.PaintingChannels + options.Styles + UNetGenerator.MelChannels;
        for (int i = 0; i <= options.Layers; i++)
        {
            int outputs = options.Width * Math.Min(1 << i, 8);
            layers.Add(($"conv{i}", i < options.Layers
                ? Convolution.Halving(inputs, outputs, bias: i == 0)
                : new UnitStrideConvolution($"conv{i}", inputs, outputs, bias: i == 0)));
            if (i > 0)
                layers.Add(($"norm{i}", options.Normalization == Normalization.Batch ? BatchNorm2d(outputs) : InstanceNorm2d(outputs)));
            layers.Add(($"leaky{i}", LeakyReLU(UNetGenerator.NegativeSlope)));
            inputs = outputs;
        }
        layers.Add(("verdict", new UnitStrideConvolution("verdict", inputs, 1, bias: true)));
        _layers = Sequential(layers);
        register_module("layers", _layers);
    }

    /// <summary>The size of the network.</summary>
    public DiscriminatorOptions Options { get; }

    /// <summary>Judges mel-spectrograms.</summary>
    /// <param name="painting">[N, 3, S, S] in [-1, 1].</param>
    /// <param name="style">[N, styles]; one-hot, or zeros for an unknown style.</param>
    /// <param name="mel">[N, 1, S, S] in [-1, 1].</param>
    /// <returns>Logits [N, 1, P, P], one for each patch; positive for real.</returns>
    public Tensor forward(Tensor painting, Tensor style, Tensor mel)
    {
        ArgumentNullException.ThrowIfNull(painting);
        long[] shape = painting.shape;
        Tensor planes = style.reshape(shape[0], Options.Styles, 1, 1).expand(shape[0], Options.Styles, shape[2], shape[3]);
        return _layers.forward(cat([painting, planes, mel], 1));
    }
}

/// <summary>The size of a <see cref="PatchGanDiscriminator"/>.</summary>
internal sealed record DiscriminatorOptions
{
    /// <summary>Channels of the first convolution, 1 to 256. Pix2Pix has 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Convolutions with stride 2, 1 to 5. One output judges a patch that is 16, 34, 70, 142 or 286 pixels wide. Pix2Pix has 3.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>Normalisation of the activations.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>Number of styles, 1 to 1000. Each is one constant plane of the input.</summary>
    public int Styles { get; init; } = 5;

    /// <summary>Width in pixels of the patch that one output judges (the receptive field).</summary>
    public int PatchSize
    {
        get
        {
            int size = 4 + 3; // the last two convolutions, 4 x 4 with stride 1
            for (int i = 0; i < Layers; i++)
                size = size * 2 + 2;
            return size;
        }
    }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message names it and its range.</exception>
    public void Validate()
    {
        OptionRange.Check(Width, 1, 256, name: "DiscriminatorWidth");
        OptionRange.Check(Layers, 1, 5, name: "PatchLayers");
        OptionRange.Check(Normalization);
        OptionRange.Check(Styles, 1, 1000);
    }
}

/// <summary>A convolution 4 x 4 with stride 1 and correct gradients on the CPU too.</summary>
/// <remarks>
/// oneDNN in libtorch 2.10 computes a wrong input gradient, or NaN, for this convolution if the number of output channels is not a multiple of the
/// vector length (16 floats with AVX-512), because it does not clear the lanes beside the last channel. So the kernels are padded with zeros to fill
/// these lanes. This costs nothing, because the lanes are computed anyway. <see cref="Runs.GradientCheck"/> looks for the fault before training.
/// </remarks>
internal sealed class UnitStrideConvolution : Module<Tensor, Tensor>
{
    private const int Lanes = 16;
    private const long Kernel = 4;
    private const long Padding = 1;

    private readonly int _outputs;

    public UnitStrideConvolution(string name, int inputs, int outputs, bool bias) : base(name)
    {
        _outputs = outputs;
        Conv = Conv2d(inputs, outputs, Kernel, 1L, Padding, bias: bias);
        RegisterComponents();
    }

    [field: ComponentName(Name = "conv")]
    public Conv2d Conv { get; }

    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        int missing = (Lanes - _outputs % Lanes) % Lanes;
        if (missing == 0 || input.device_type != DeviceType.CPU)
            return Conv.forward(input);
        // The numbers are pairs of padding before and after, from the last dimension to the first; only the first, the outputs, gets any.
        Tensor weight = functional.pad(Conv.weight!, [0, 0, 0, 0, 0, 0, 0, missing]);
        Tensor features = functional.conv2d(input, weight, null, [1, 1], [Padding, Padding]).narrow(1, 0, _outputs);
        return Conv.bias is null ? features : features + Conv.bias.reshape(1, -1, 1, 1);
    }
}
