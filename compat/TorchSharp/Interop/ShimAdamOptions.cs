using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The settings of one Adam step, as the shim reads them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ShimAdamOptions
{
    public double LearningRate;
    public double Beta1;
    public double Beta2;
    public double Epsilon;
    public double WeightDecay;
    public long Amsgrad;
    public long Maximize;
}
