using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>A convolution or transposed convolution, with correct gradients on the CPU. All convolutions of all networks are of this type.</summary>
/// <remarks>
/// oneDNN in libtorch 2.10 computes a wrong input gradient, or NaN, for convolutions with stride 1 or with fewer than three input channels if the
/// number of output channels is not a multiple of the vector length (16 floats with AVX-512), because it does not clear the lanes beside the last
/// channel; and for convolutions with more than 16 input channels if their number is not such a multiple. So kernels are padded with zeros to fill
/// these lanes. This costs nothing, because the lanes are computed anyway. <see cref="GradientCheck"/> looks for the fault before
/// training.
/// </remarks>
internal sealed class ConvolutionLayer : Module<Tensor, Tensor>
{
    private const int Lanes = 16;
    private const int MinInputs = 3;
    private const double Epsilon = 1e-12;

    private readonly SpectralNormalization? _spectral;

    /// <summary>Creates the layer with weights of 0; <see cref="WeightInitializer"/> sets them.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="shape">Kernel, stride and padding.</param>
    /// <param name="bias">Whether a number is added to each output channel.</param>
    /// <param name="spectral">Whether the kernels are divided by their spectral norm.</param>
    public ConvolutionLayer(string name, int inputs, int outputs, ConvolutionShape shape, bool bias, bool spectral = false) : base(name)
    {
        (Shape, Outputs) = (shape, outputs);
        Weight = Parameter(zeros(shape.IsTransposed ? [inputs, outputs, shape.Height, shape.Width] : [outputs, inputs, shape.Height, shape.Width]));
        Bias = bias ? Parameter(zeros(outputs)) : null;
        RegisterComponents();
        if (spectral)
        {
            _spectral = new SpectralNormalization(Weight.shape[0]);
            register_module("spectral", _spectral);
        }
    }

    // When a module is moved to another device or type, TorchSharp replaces its parameters. It finds their fields by these names, which are also the
    // names in a checkpoint.
    [field: ComponentName(Name = "weight")]
    public Parameter Weight { get; }

    [field: ComponentName(Name = "bias")]
    public Parameter? Bias { get; }

    public ConvolutionShape Shape { get; }

    public int Outputs { get; }

    /// <summary>The numbers in which the convolution is computed; its weights and its result stay float32.</summary>
    public Precision Precision { get; set; }

    /// <summary>Whether the channels of a position lie together in the memory of input and output.</summary>
    public bool ChannelsLast { get; set; }

    /// <summary>Runs the layer.</summary>
    /// <param name="input">[N, inputs, H, W].</param>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor weight = _spectral?.Normalize(Weight, training) ?? Weight;
        if (ChannelsLast)
            input = input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2); // copies nothing where they lie so already
        return Precision == Precision.BFloat16
            ? Convolve(input.to(ScalarType.BFloat16), weight.to(ScalarType.BFloat16), Bias?.to(ScalarType.BFloat16)).to(ScalarType.Float32)
            : Convolve(input, weight, Bias);
    }

    private Tensor Convolve(Tensor input, Tensor weight, Tensor? bias)
    {
        ConvolutionShape s = Shape;
        if (s.IsTransposed)
            return functional.conv_transpose2d(input, weight, bias, strides: [s.StrideY, s.StrideX], padding: [s.PaddingY, s.PaddingX]);
        long[] padding = [s.PaddingY, s.PaddingX];
        if (s.Reflects)
        {
            input = functional.pad(input, [s.PaddingX, s.PaddingX, s.PaddingY, s.PaddingY], PaddingModes.Reflect);
            padding = [0, 0];
        }
        long inputs = Weight.shape[1];
        int missingInputs = inputs > Lanes ? Missing((int)inputs) : 0;
        int missing = s.StrideX == 1 || inputs < MinInputs || missingInputs > 0 ? Missing(Outputs) : 0;
        if ((missing == 0 && missingInputs == 0) || input.device_type != DeviceType.CPU)
            return functional.conv2d(input, weight, bias, [s.StrideY, s.StrideX], padding);
        // The numbers are pairs of padding before and after, from the last dimension to the first: columns, rows, inputs, outputs.
        Tensor padded = functional.pad(weight, [0, 0, 0, 0, 0, missingInputs, 0, missing]);
        if (missingInputs > 0)
            input = functional.pad(input, [0, 0, 0, 0, 0, missingInputs]);
        Tensor features = functional.conv2d(input, padded, null, [s.StrideY, s.StrideX], padding).narrow(1, 0, Outputs);
        return bias is null ? features : features + bias.reshape(1, -1, 1, 1);
    }

    private static int Missing(int channels) => (Lanes - channels % Lanes) % Lanes;

    /// <summary>Adds the layer to an ONNX graph and returns the name of its output.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Begins the names of the weights.</param>
    /// <param name="input">The name of the features.</param>
    public string Write(OnnxGraphBuilder graph, string name, string input)
    {
        ConvolutionShape s = Shape;
        string kernels = graph.ConvolutionWeights($"{name}.weight", Weight);
        if (s.Reflects)
            input = graph.Node("Pad", [input, graph.Integers(0, 0, s.PaddingY, s.PaddingX, 0, 0, s.PaddingY, s.PaddingX)], OnnxGraphBuilder.Text("mode", "reflect"));
        long[] padding = s.Reflects ? [0, 0, 0, 0] : [s.PaddingY, s.PaddingX, s.PaddingY, s.PaddingX];
        return graph.Node(s.IsTransposed ? "ConvTranspose" : "Conv", Bias is null ? [input, kernels] : [input, kernels, graph.Weights($"{name}.bias", Bias)],
            OnnxGraphBuilder.Ints("kernel_shape", s.Height, s.Width), OnnxGraphBuilder.Ints("strides", s.StrideY, s.StrideX), OnnxGraphBuilder.Ints("pads", padding));
    }

    /// <summary>
    /// Spectral normalisation (Miyato et al. 2018, algorithm 1): divides a weight matrix by its largest singular value, which one power iteration in
    /// each training step keeps up to date. It bounds the Lipschitz constant of a discriminator.
    /// </summary>
    private sealed class SpectralNormalization : Module
    {
        public SpectralNormalization(long outputs) : base("spectral")
        {
            var random = new SeededRandom(0, RandomPurpose.SpectralNormalization);
            register_buffer("left", tensor([.. Enumerable.Range(0, (int)outputs).Select(_ => (float)random.NextGaussian())]));
        }

        public Tensor Normalize(Tensor weight, bool update)
        {
            Tensor matrix = weight.reshape(weight.shape[0], -1), left = get_buffer("left")!, right;
            using (no_grad())
            {
                right = Unit(matrix.t().mv(left));
                Tensor next = Unit(matrix.mv(right));
                if (update) left.copy_(next);
                left = next.detach();
                right = right.detach();
            }
            return weight / left.dot(matrix.mv(right));
        }

        private static Tensor Unit(Tensor vector) => vector / (vector.norm() + Epsilon);
    }
}

/// <summary>Kernel, stride and padding of a convolution.</summary>
/// <param name="Height">Height of the kernel.</param>
/// <param name="Width">Width of the kernel.</param>
/// <param name="StrideY">Rows from one output to the next.</param>
/// <param name="StrideX">Columns from one output to the next.</param>
/// <param name="PaddingY">Rows of padding above and below.</param>
/// <param name="PaddingX">Columns of padding on both sides.</param>
/// <param name="IsTransposed">Whether the convolution is transposed.</param>
/// <param name="Reflects">Whether the padding mirrors the input instead of being 0.</param>
internal readonly record struct ConvolutionShape(
    int Height, int Width, int StrideY, int StrideX, int PaddingY, int PaddingX, bool IsTransposed = false, bool Reflects = false)
{
    /// <summary>4 x 4 with stride 2, which halves height and width: that of Pix2Pix.</summary>
    public static ConvolutionShape Halving { get; } = new(4, 4, 2, 2, 1, 1);

    /// <summary>The transpose of <see cref="Halving"/>, which doubles height and width.</summary>
    public static ConvolutionShape Doubling { get; } = Halving with { IsTransposed = true };

    /// <summary>4 x 4 with stride 1, which makes height and width smaller by one: that of Pix2Pix's discriminator.</summary>
    public static ConvolutionShape Patch { get; } = new(4, 4, 1, 1, 1, 1);

    /// <summary>An odd kernel with stride 1, which keeps height and width.</summary>
    public static ConvolutionShape Same(int kernel, bool reflects = false) => new(kernel, kernel, 1, 1, kernel / 2, kernel / 2, Reflects: reflects);

    /// <summary>Halves the height and keeps the width.</summary>
    /// <param name="width">Width of the kernel, odd.</param>
    public static ConvolutionShape HalvingBands(int width) => new(4, width, 2, 1, 1, width / 2);

    public override string ToString() => $"{Height} x {Width}, stride {StrideY} x {StrideX}";
}
