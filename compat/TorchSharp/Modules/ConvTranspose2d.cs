namespace TorchSharp.Modules;

public sealed class ConvTranspose2d : ConvolutionTranspose
{
    internal ConvTranspose2d(
        long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] output_padding, long[] dilation,
        PaddingModes padding_mode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(ConvTranspose2d), in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias, padding_mode, device, dtype)
    {
    }

    public override torch.Tensor forward(torch.Tensor input, long[]? output_size)
    {
        RequireImages(input);
        long[] extra = output_size is null ? output_padding : ExtraRows(input.shape, output_size);
        return torch.nn.functional.conv_transpose2d(input, weight, bias, stride, padding, extra, dilation, groups);
    }

    private long[] ExtraRows(long[] input, long[] output_size)
    {
        var extra = new long[2];
        for (int i = 0; i < 2; i++)
        {
            long smallest = (input[input.Length - 2 + i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel_size[i] - 1) + 1;
            extra[i] = output_size[output_size.Length - 2 + i] - smallest;
            if (extra[i] < 0 || extra[i] >= stride[i])
                throw new ArgumentException($"An output of [{string.Join(", ", output_size)}] cannot come from an input of [{string.Join(", ", input)}].", nameof(output_size));
        }
        return extra;
    }
}
