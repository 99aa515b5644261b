using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Normalises features over their plane, or leaves them alone where the plane is too small: over 1 x 1 values the variance is
/// nothing, over 2 x 2 little more than their order would be left.
/// </summary>
internal sealed class FeatureNorm : Module
{
    private const int SmallestPlane = 4;
    private const double Epsilon = 1e-5;

    private readonly int _channels;

    public FeatureNorm(string name, Normalization kind, int channels, int planeSize) : base(name)
    {
        _channels = channels;
        if (planeSize < SmallestPlane)
            return;
        if (kind == Normalization.Batch)
            Batch = BatchNorm2d(channels, Epsilon);
        else
            Instance = InstanceNorm2d(channels, Epsilon);
        RegisterComponents();
    }

    [field: ComponentName(Name = "batch")]
    public BatchNorm2d? Batch { get; }

    [field: ComponentName(Name = "instance")]
    public InstanceNorm2d? Instance { get; }

    /// <summary>Whether the features pass unchanged.</summary>
    public bool IsIdentity => Batch is null && Instance is null;

    public Tensor Forward(Tensor input) => Batch?.forward(input) ?? Instance?.forward(input) ?? input;

    /// <summary>As ONNX; batch normalisation with its running statistics, as in evaluation mode.</summary>
    public string Write(OnnxGraphBuilder graph, string name, string input)
    {
        if (IsIdentity)
            return input;
        string[] inputs = Batch is { } batch
            ? [graph.Weights($"{name}.norm.weight", batch.weight!), graph.Weights($"{name}.norm.bias", batch.bias!),
                graph.Weights($"{name}.norm.mean", batch.running_mean!), graph.Weights($"{name}.norm.variance", batch.running_var!)]
            : [graph.Floats($"{name}.norm.scale", Filled(1), _channels), graph.Floats($"{name}.norm.shift", Filled(0), _channels)];
        return graph.Node(Batch is null ? "InstanceNormalization" : "BatchNormalization", [input, .. inputs], OnnxGraphBuilder.Float("epsilon", Epsilon));
    }

    private float[] Filled(float value)
    {
        var values = new float[_channels];
        Array.Fill(values, value);
        return values;
    }
}
