namespace TorchSharp.Modules;

/// <summary>What all convolutions have.</summary>
public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] dilation, bool transposed,
        long[] output_padding, long groups, bool bias, PaddingModes padding_mode, torch.Device? device, torch.ScalarType? dtype) : base(name)
    {
        if (groups < 1 || in_channels % groups != 0) throw new ArgumentException($"in_channels ({in_channels}) must be divisible by groups ({groups}).", nameof(in_channels));
        if (out_channels % groups != 0) throw new ArgumentException($"out_channels ({out_channels}) must be divisible by groups ({groups}).", nameof(out_channels));
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Reflect or PaddingModes.Replicate) || (transposed && padding_mode != PaddingModes.Zeros))
            throw new ArgumentException($"The padding mode '{padding_mode}' is not supported here.", nameof(padding_mode));
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        long[] shape = transposed
            ? [in_channels, out_channels / groups, .. kernel_size]
            : [out_channels, in_channels / groups, .. kernel_size];
        weight = new Parameter(torch.empty(shape, dtype, device));
        register_parameter(nameof(weight), weight);
        if (bias)
        {
            this.bias = new Parameter(torch.empty([out_channels], dtype, device));
            register_parameter(nameof(bias), this.bias);
        }
        reset_parameters();
    }

    public Parameter? bias { get; set; }

    public Parameter weight { get; set; }

    public long in_channels { get; }

    public long out_channels { get; }

    public bool transposed { get; }

    public long[] padding { get; }

    public PaddingModes padding_mode { get; set; }

    public long groups { get; set; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] dilation { get; set; }

    public long[] output_padding { get; set; }

    /// <summary>PyTorch's starting values.</summary>
    public void reset_parameters()
    {
        torch.nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        double bound = 1 / Math.Sqrt(torch.nn.init.Fan(weight, torch.nn.init.FanInOut.FanIn));
        torch.nn.init.uniform_(bias, -bound, bound);
    }

    private protected void RequireImages(torch.Tensor input)
    {
        long dims = input.dim();
        if (dims is not (3 or 4)) throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input to {GetName()}, but got {dims}D.", nameof(input));
    }
}
