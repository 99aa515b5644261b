using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Instance or batch normalisation, or none. None also where a plane is under 4 x 4: one value has no variance, and of 2 x 2 values little more than
/// their order would remain.
/// </summary>
internal sealed class NormalizationLayer : Module<Tensor, Tensor>
{
    private const int MinPlaneSize = 4;
    private const double Epsilon = 1e-5;

    private readonly int _channels;

    public NormalizationLayer(string name, Normalization kind, int channels, int planeSize) : base(name)
    {
        _channels = channels;
        if (planeSize < MinPlaneSize || kind == Normalization.None)
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

    /// <summary>Whether the layer changes nothing.</summary>
    public bool IsIdentity => Batch is null && Instance is null;

    public override Tensor forward(Tensor input) => Batch?.forward(input) ?? Instance?.forward(input) ?? input;

    /// <summary>
    /// Adds the layer to an ONNX graph and returns the name of its output. Batch normalisation uses its running statistics, as in evaluation mode.
    /// </summary>
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
