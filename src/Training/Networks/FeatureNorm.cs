using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Normalises features over their plane, or leaves them alone where the plane is too small: over 1 x 1 values the variance is
/// nothing, over 2 x 2 little more than their order would be left.
/// </summary>
internal sealed class FeatureNorm : Module<Tensor, Tensor>
{
    private const int SmallestPlane = 4;

    public FeatureNorm(string name, Normalization kind, int channels, int planeSize) : base(name)
    {
        Channels = channels;
        if (planeSize < SmallestPlane)
            return;
        if (kind == Normalization.Batch)
            register_module("batch", Batch = BatchNorm2d(channels));
        else
            register_module("instance", Instance = InstanceNorm2d(channels));
    }

    public int Channels { get; }

    public BatchNorm2d? Batch { get; }

    public InstanceNorm2d? Instance { get; }

    /// <summary>Whether the features pass unchanged.</summary>
    public bool IsIdentity => Batch is null && Instance is null;

    public override Tensor forward(Tensor input) => Batch?.forward(input) ?? Instance?.forward(input) ?? input;
}
