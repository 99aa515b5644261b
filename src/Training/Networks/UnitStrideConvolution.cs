using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>Convolution 4 x 4 of stride 1, whose gradient is right on the CPU as well.</summary>
/// <remarks>
/// libtorch 2.10's oneDNN computes a wrong input gradient, or NaN, for this convolution where the number of output channels is no multiple of the
/// vector's length (16 floats with AVX-512): the lanes beside the last channel are not cleared. So kernels of zeros fill them up, which costs
/// nothing, because those lanes are computed anyway. <see cref="Runs.GradientCheck"/> looks for the fault before training.
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
        // Pairs of numbers are for the dimensions from the last one on: none for the kernel's plane and its inputs, then the outputs.
        Tensor weight = functional.pad(Conv.weight!, [0, 0, 0, 0, 0, 0, 0, missing]);
        Tensor features = functional.conv2d(input, weight, null, [1, 1], [Padding, Padding]).narrow(1, 0, _outputs);
        return Conv.bias is null ? features : features + Conv.bias.reshape(1, -1, 1, 1);
    }
}
