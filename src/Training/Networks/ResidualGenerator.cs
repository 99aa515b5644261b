using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// The generator of Johnson et al. 2016 and CycleGAN (Zhu et al. 2017, appendix 7.2): a convolution 7 x 7, two that halve height and width, residual
/// blocks, two that double them, and a convolution 7 x 7. Here the scale and shift of all normalisations after the halving depend on the condition, and
/// the noise multiplies channels of the first residual blocks.
/// </summary>
internal sealed class ResidualGenerator : ConvolutionalGenerator
{
    public const int NoiseBlocks = 3;

    private readonly Stage[] _before;
    private readonly Block[] _blocks;
    private readonly Stage[] _after;
    private readonly ConvolutionLayer _last;

    /// <inheritdoc cref="GeneratorNetwork.Create"/>
    public ResidualGenerator(GeneratorOptions options) : base(options)
    {
        int w = options.Width, size = options.Size;
        bool resizes = options.Upsampling == Upsampling.ResizeConvolution;
        ConvolutionShape halving = new(3, 3, 2, 2, 1, 1), doubling = resizes ? ConvolutionShape.Same(3) : ConvolutionShape.Doubling;
        _before =
        [
            new Stage("first", options, options.InputPlanes, w, size, ConvolutionShape.Same(7, reflects: true), 0),
            new Stage("half", options, w, 2 * w, size / 2, halving, 0),
            new Stage("quarter", options, 2 * w, 4 * w, size / 4, halving, 0),
        ];
        _blocks = [.. Enumerable.Range(0, options.ResidualBlocks).Select(i => new Block($"residual{i}", options, 4 * w, size / 4, i < NoiseBlocks))];
        _after =
        [
            new Stage("double", options, 4 * w, 2 * w, size / 2, doubling, options.ConditionLength),
            new Stage("quadruple", options, 2 * w, w, size, doubling, options.ConditionLength),
        ];
        _last = new ConvolutionLayer("last", w, options.OutputChannels, ConvolutionShape.Same(7, reflects: true), bias: true);
        foreach (Module module in (Module[])[.. _before, .. _blocks, .. _after, _last])
            register_module(module.GetName(), module);
        Noise = new SeededNoise(_blocks.Sum(block => block.NoiseLength));
    }

    public override SeededNoise Noise { get; }

    protected override (Tensor Features, Gaussian? Prior) Run(Tensor input, Tensor condition, Tensor noise, Tensor? code)
    {
        Tensor features = input, first = input;
        foreach (Stage stage in _before)
        {
            features = stage.Forward(features, null);
            if (ReferenceEquals(stage, _before[0])) first = features;
        }
        if (Options.Summary)
            condition = cat([condition, first.mean([2, 3])], 1);
        int start = 0;
        foreach (Block block in _blocks)
        {
            features = block.Forward(features, condition, noise, start);
            start += block.NoiseLength;
        }
        foreach (Stage stage in _after)
            features = stage.Forward(features, condition);
        return (_last.forward(features), null);
    }

    protected override string Write(OnnxGraphBuilder graph, string input, string condition, string noise)
    {
        string features = input, first = input;
        foreach (Stage stage in _before)
        {
            features = stage.Write(graph, features, null);
            if (ReferenceEquals(stage, _before[0])) first = features;
        }
        if (Options.Summary)
            condition = graph.WithMeans(condition, first, Options.Width);
        int start = 0;
        foreach (Block block in _blocks)
        {
            features = block.Write(graph, features, condition, noise, start);
            start += block.NoiseLength;
        }
        foreach (Stage stage in _after)
            features = stage.Write(graph, features, condition);
        return _last.Write(graph, "last", features);
    }

    /// <summary>Convolution, normalisation with an optional conditional scale, and ReLU.</summary>
    private sealed class Stage : Module
    {
        private readonly bool _resizes;

        public Stage(string name, GeneratorOptions options, int inputs, int outputs, int planeSize, ConvolutionShape shape, int conditionLength) : base(name)
        {
            _resizes = conditionLength > 0 && !shape.IsTransposed;
            Norm = new NormalizationLayer("norm", options.Normalization, outputs, planeSize);
            Conv = new ConvolutionLayer("conv", inputs, outputs, shape, bias: Norm.IsIdentity);
            if (conditionLength > 0)
            {
                Gamma = Parameter(zeros([conditionLength, outputs]));
                Beta = Parameter(zeros([conditionLength, outputs]));
            }
            RegisterComponents();
        }

        [field: ComponentName(Name = "conv")]
        public ConvolutionLayer Conv { get; }

        [field: ComponentName(Name = "norm")]
        public NormalizationLayer Norm { get; }

        [field: ComponentName(Name = "gamma")]
        public Parameter? Gamma { get; }

        [field: ComponentName(Name = "beta")]
        public Parameter? Beta { get; }

        public Tensor Forward(Tensor input, Tensor? condition)
        {
            if (_resizes)
                input = functional.interpolate(input, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
            Tensor features = Norm.forward(Conv.forward(input));
            return (condition is null ? features : ConditionalScale.Apply(features, condition, Gamma!, Beta!)).relu();
        }

        public string Write(OnnxGraphBuilder graph, string input, string? condition)
        {
            string name = GetName();
            string features = Norm.Write(graph, name, Conv.Write(graph, name, _resizes ? graph.Enlarged(input, 2, 2) : input));
            return graph.Node("Relu", [condition is null ? features : ConditionalScale.Write(graph, name, features, condition, Gamma!, Beta!)]);
        }
    }

    /// <summary>input + conv(relu(norm(conv(input)))), normalised; the condition scales, and the noise multiplies, the part that is added.</summary>
    private sealed class Block : Module
    {
        private readonly int _channels;

        public Block(string name, GeneratorOptions options, int channels, int planeSize, bool hasNoise) : base(name)
        {
            _channels = channels;
            NoiseLength = hasNoise ? channels : 0;
            Norm1 = new NormalizationLayer("norm1", options.Normalization, channels, planeSize);
            Norm2 = new NormalizationLayer("norm2", options.Normalization, channels, planeSize);
            Conv1 = new ConvolutionLayer("conv1", channels, channels, ConvolutionShape.Same(3, reflects: true), bias: Norm1.IsIdentity);
            Conv2 = new ConvolutionLayer("conv2", channels, channels, ConvolutionShape.Same(3, reflects: true), bias: Norm2.IsIdentity);
            Gamma = Parameter(zeros([options.ConditionLength, channels]));
            Beta = Parameter(zeros([options.ConditionLength, channels]));
            RegisterComponents();
        }

        [field: ComponentName(Name = "conv1")]
        public ConvolutionLayer Conv1 { get; }

        [field: ComponentName(Name = "norm1")]
        public NormalizationLayer Norm1 { get; }

        [field: ComponentName(Name = "conv2")]
        public ConvolutionLayer Conv2 { get; }

        [field: ComponentName(Name = "norm2")]
        public NormalizationLayer Norm2 { get; }

        [field: ComponentName(Name = "gamma")]
        public Parameter Gamma { get; }

        [field: ComponentName(Name = "beta")]
        public Parameter Beta { get; }

        public int NoiseLength { get; }

        public Tensor Forward(Tensor input, Tensor condition, Tensor noise, int start)
        {
            Tensor features = Norm2.forward(Conv2.forward(Norm1.forward(Conv1.forward(input)).relu()));
            features = ConditionalScale.Apply(features, condition, Gamma, Beta);
            if (NoiseLength > 0)
                features = features * (noise.narrow(1, start, NoiseLength).reshape(-1, _channels, 1, 1) + 1f);
            return input + features;
        }

        public string Write(OnnxGraphBuilder graph, string input, string condition, string noise, int start)
        {
            string name = GetName(), first = $"{name}.1", second = $"{name}.2";
            string inner = graph.Node("Relu", [Norm1.Write(graph, first, Conv1.Write(graph, first, input))]);
            string features = Norm2.Write(graph, second, Conv2.Write(graph, second, inner));
            features = ConditionalScale.Write(graph, name, features, condition, Gamma, Beta);
            if (NoiseLength > 0)
            {
                string slice = graph.Node("Slice", [noise, graph.Integers(start), graph.Integers(start + NoiseLength), graph.Integers(1)]);
                string channels = graph.Node("Reshape", [slice, graph.Integers(-1, _channels, 1, 1)]);
                features = graph.Node("Mul", [features, graph.Node("Add", [channels, graph.Number(1)])]);
            }
            return graph.Node("Add", [input, features]);
        }
    }
}
