using Pix2Pitch.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Onnx;

/// <summary>Writes down what <see cref="UNetGenerator.forward"/> computes as an ONNX graph.</summary>
internal sealed class GeneratorGraph
{
    private const double Epsilon = 1e-5; // that of the modules
    private readonly OnnxGraphBuilder _builder = new("pix2pitch-generator");
    private readonly UNetGenerator _generator;
    private readonly bool _half;
    private readonly string _one;

    private GeneratorGraph(UNetGenerator generator, bool half)
    {
        (_generator, _half) = (generator, half);
        _one = _builder.Constant("one", [1f], half: false);
    }

    /// <summary>The graph of a generator.</summary>
    /// <param name="generator">On the CPU or not, in any mode: batch normalisation always becomes that of the running statistics.</param>
    /// <param name="half">Whether convolutions are stored as float16.</param>
    public static OnnxGraphBuilder Build(UNetGenerator generator, bool half)
    {
        var graph = new GeneratorGraph(generator, half);
        graph.Write();
        return graph._builder;
    }

    private void Write()
    {
        GeneratorOptions options = _generator.Options;
        int size = options.Size;
        string painting = _builder.Input("Painting", "RGB in [-1, 1]", "N", UNetGenerator.PaintingChannels, size, size);
        string style = _builder.Input("StyleVector", "one-hot; all zero for an unknown style", "N", options.Styles);
        string noise = _builder.Input("Noise", "-1 or +1 times the creativity in [0, 1]", "N", _generator.NoiseLength);

        var skips = new string[options.Levels];
        string features = skips[0] = Encode(painting, 0);
        string condition = style;
        for (int i = 1; i < options.Levels; i++)
        {
            string activated = _builder.Node("LeakyRelu", [features], OnnxGraphBuilder.Float("alpha", UNetGenerator.NegativeSlope));
            if (i == 1 && options.Summary)
                condition = Summarise(style, activated);
            features = skips[i] = Encode(activated, i);
        }

        int noiseStart = 0;
        for (int i = 0; i < options.Levels; i++)
        {
            string input = i == 0 ? features : _builder.Node("Concat", [features, skips[options.Levels - 1 - i]], OnnxGraphBuilder.Int("axis", 1));
            features = Decode(_builder.Node("Relu", [input]), condition, noise, noiseStart, i);
            noiseStart += _generator.Decoder[i].NoiseLength;
        }
        string output = _builder.Node("Tanh", [features]);
        _builder.Output(output, "MelSpectrogram", "log-mel image in [-1, 1], band 0 the lowest", "N", UNetGenerator.MelChannels, size, size);
    }

    private string Summarise(string style, string activated)
    {
        string mean = _builder.Node("GlobalAveragePool", [activated]);
        string flat = _builder.Node("Reshape", [mean, _builder.Integers("summary.shape", 0, _generator.Options.Width)]);
        return _builder.Node("Concat", [style, flat], OnnxGraphBuilder.Int("axis", 1));
    }

    private string Encode(string input, int level)
    {
        EncoderBlock block = _generator.Encoder[level];
        string name = $"encoder{level}";
        return Normalise(Convolve("Conv", input, name, block.Conv.weight!, block.Conv.bias), name, block.Norm);
    }

    private string Decode(string input, string condition, string noise, int noiseStart, int position)
    {
        DecoderBlock block = _generator.Decoder[position];
        string name = $"decoder{position}";
        string features = Normalise(Convolve("ConvTranspose", input, name, block.Conv.weight!, block.Conv.bias), name, block.Norm);
        if (block.Norm is null)
            return features;
        string plane = _builder.Integers($"{name}.condition.shape", 0, block.Channels, 1, 1);
        string scale = _builder.Node("Add", [Condition(condition, block.Gamma!, $"{name}.gamma", plane), _one]);
        string shift = Condition(condition, block.Beta!, $"{name}.beta", plane);
        features = _builder.Node("Add", [_builder.Node("Mul", [features, scale]), shift]);
        if (block.NoiseLength == 0)
            return features;
        string slice = _builder.Node("Slice",
            [noise, _builder.Integers($"{name}.noise.start", noiseStart), _builder.Integers($"{name}.noise.end", noiseStart + block.NoiseLength), _builder.Integers($"{name}.noise.axis", 1)]);
        string shaped = _builder.Node("Reshape", [slice, _builder.Integers($"{name}.noise.shape", 0, block.Channels, block.PlaneSize, block.PlaneSize)]);
        return _builder.Node("Mul", [features, _builder.Node("Add", [shaped, _one])]);
    }

    private string Condition(string condition, Parameter table, string name, string plane)
        => _builder.Node("Reshape", [_builder.Node("MatMul", [condition, Constant(name, table)]), plane]);

    private string Convolve(string operation, string input, string name, Parameter weight, Parameter? bias)
    {
        string[] inputs = bias is null
            ? [input, Constant($"{name}.weight", weight, _half)]
            : [input, Constant($"{name}.weight", weight, _half), Constant($"{name}.bias", bias)];
        return _builder.Node(operation, inputs,
            OnnxGraphBuilder.Ints("kernel_shape", 4, 4), OnnxGraphBuilder.Ints("strides", 2, 2), OnnxGraphBuilder.Ints("pads", 1, 1, 1, 1));
    }

    private string Normalise(string input, string name, FeatureNorm? norm)
    {
        if (norm?.Batch is { } batch)
        {
            return _builder.Node("BatchNormalization",
                [input, Constant($"{name}.norm.weight", batch.weight!), Constant($"{name}.norm.bias", batch.bias!),
                    Constant($"{name}.norm.mean", batch.running_mean!), Constant($"{name}.norm.variance", batch.running_var!)],
                OnnxGraphBuilder.Float("epsilon", Epsilon));
        }
        if (norm?.Instance is null)
            return input;
        int channels = norm.Channels;
        return _builder.Node("InstanceNormalization",
            [input, _builder.Constant($"{name}.norm.one", Filled(channels, 1), half: false, channels), _builder.Constant($"{name}.norm.zero", Filled(channels, 0), half: false, channels)],
            OnnxGraphBuilder.Float("epsilon", Epsilon));
    }

    private string Constant(string name, Tensor tensor, bool half = false)
    {
        using Tensor values = tensor.detach().cpu();
        return _builder.Constant(name, values.data<float>().ToArray(), half, values.shape);
    }

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
