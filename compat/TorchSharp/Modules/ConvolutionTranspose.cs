namespace TorchSharp.Modules;

/// <summary>What all transposed convolutions have.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    private protected ConvolutionTranspose(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] dilation,
        long[] output_padding, long groups, bool bias, PaddingModes padding_mode, torch.Device? device, torch.ScalarType? dtype)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, dilation, true, output_padding, groups, bias, padding_mode, device, dtype)
    {
    }

    public override torch.Tensor forward(torch.Tensor input) => forward(input, null);

    public abstract torch.Tensor forward(torch.Tensor input, long[]? output_size);
}
