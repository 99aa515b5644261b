using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// One or several discriminators that judge mel-spectrograms as real or generated, given the painting and the style that belong to them, or mel-spectrograms or
/// paintings given only the style: Pix2Pix's PatchGAN (Isola et al. 2017, section 3.2.2), the same on halved images (pix2pixHD, Wang et al. 2018, section 3.2), and one that sees all bands of
/// a few frames.
/// </summary>
internal sealed class DiscriminatorNetwork : Module
{
    // The names in a checkpoint.
    private const string FirstName = "layers";
    private const string TallName = "tall";

    private readonly Sequential[] _scales;
    private readonly Sequential? _tall;

    /// <summary>Creates the networks; <see cref="WeightInitializer"/> sets their weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public DiscriminatorNetwork(DiscriminatorOptions options) : base("discriminator")
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _scales = [.. Enumerable.Range(0, options.Scales).Select(_ => Patch(options))];
        for (int i = 0; i < _scales.Length; i++)
            register_module(i == 0 ? FirstName : $"scale{i}", _scales[i]);
        if (options.Tall)
        {
            _tall = Tall(options);
            register_module(TallName, _tall);
        }
    }

    /// <summary>The size and kind of the networks.</summary>
    public DiscriminatorOptions Options { get; }

    /// <summary>Judges images.</summary>
    /// <param name="painting">[N, 3, S, S] in [-1, 1]; null for networks that receive only the judged image (<see cref="DiscriminatorOptions.IsConditional"/>).</param>
    /// <param name="style">[N, styles]; one-hot, probabilities, or zeros for an unknown style.</param>
    /// <param name="image">The mel-spectrograms [N, 1, S, S] or paintings [N, 3, S, S] to judge, in [-1, 1].</param>
    /// <returns>The judgement of each network.</returns>
    public IReadOnlyList<Judgement> forward(Tensor? painting, Tensor style, Tensor image)
    {
        long[] shape = image.shape;
        var parts = new List<Tensor>();
        if (painting is not null)
            parts.Add(painting);
        parts.Add(style.reshape(shape[0], Options.Styles, 1, 1).expand(shape[0], Options.Styles, shape[2], shape[3]));
        if (Options.FrequencyCoordinate)
            parts.Add(FrequencyCoordinate.Like(image));
        parts.Add(image);
        Tensor input = cat(parts, 1);
        var judgements = new List<Judgement>();
        if (_tall is not null)
            judgements.Add(Judge(_tall, input));
        for (int i = 0; i < _scales.Length; i++)
        {
            if (i > 0)
                input = functional.avg_pool2d(input, 3, 2, 1, count_include_pad: false);
            judgements.Add(Judge(_scales[i], input));
        }
        return judgements;
    }

    private static Judgement Judge(Sequential network, Tensor input)
    {
        var features = new List<Tensor>();
        foreach (Module layer in network.children())
        {
            input = ((Module<Tensor, Tensor>)layer).forward(input);
            if (layer is LeakyReLU)
                features.Add(input);
        }
        return new Judgement(input, features);
    }

    private static Sequential Patch(DiscriminatorOptions options)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        int inputs = options.InputPlanes;
        for (int i = 0; i <= options.Layers; i++)
        {
            int outputs = options.Width * Math.Min(1 << i, 8);
            Add(layers, options, i, Convolution($"conv{i}", options, inputs, outputs, i < options.Layers ? ConvolutionShape.Halving : ConvolutionShape.Patch, i == 0), outputs);
            inputs = outputs;
        }
        layers.Add(("verdict", Convolution("verdict", options, inputs, 1, ConvolutionShape.Patch, isFirst: true)));
        return Sequential(layers);
    }

    /// <summary>Halves only the height, until one row is left: an output sees all bands of <see cref="DiscriminatorOptions.TallFrames"/> frames.</summary>
    private static Sequential Tall(DiscriminatorOptions options)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        int inputs = options.InputPlanes, count = int.Log2(options.Size);
        for (int i = 0; i < count; i++)
        {
            int outputs = options.Width * Math.Min(1 << (i / 2), 8);
            Add(layers, options, i, Convolution($"conv{i}", options, inputs, outputs, ConvolutionShape.HalvingBands(i < DiscriminatorOptions.WideLayers ? 3 : 1), i == 0), outputs);
            inputs = outputs;
        }
        layers.Add(("verdict", Convolution("verdict", options, inputs, 1, ConvolutionShape.Same(1), isFirst: true)));
        return Sequential(layers);
    }

    private static void Add(List<(string, Module<Tensor, Tensor>)> layers, DiscriminatorOptions options, int number, Module<Tensor, Tensor> convolution, int outputs)
    {
        layers.Add(($"conv{number}", convolution));
        if (number > 0 && options.Normalization == Normalization.Batch)
            layers.Add(($"norm{number}", BatchNorm2d(outputs)));
        else if (number > 0 && options.Normalization == Normalization.Instance)
            layers.Add(($"norm{number}", InstanceNorm2d(outputs)));
        layers.Add(($"leaky{number}", LeakyReLU(GeneratorNetwork.NegativeSlope)));
    }

    private static Module<Tensor, Tensor> Convolution(string name, DiscriminatorOptions options, int inputs, int outputs, ConvolutionShape shape, bool isFirst)
    {
        var layer = new ConvolutionLayer(name, inputs, outputs, shape, isFirst || options.Normalization == Normalization.None, options.SpectralNormalization);
        // A checkpoint has the weights of these layers under the name "conv" inside the layer.
        return shape == ConvolutionShape.Patch ? Sequential(("conv", layer)) : layer;
    }
}

/// <summary>What one discriminator says of mel-spectrograms.</summary>
/// <param name="Logits">[N, 1, P, Q], one for each patch; positive for real.</param>
/// <param name="Features">The activations of all layers before, in their order, for the feature matching loss.</param>
internal sealed record Judgement(Tensor Logits, IReadOnlyList<Tensor> Features);
