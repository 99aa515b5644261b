namespace TorchSharp.Modules;

public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] dilation, PaddingModes padding_mode,
        long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(Conv2d), in_channels, out_channels, kernel_size, stride, padding, dilation, false, [0, 0], groups, bias, padding_mode, device, dtype)
    {
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        RequireImages(input);
        if (padding_mode == PaddingModes.Zeros)
            return torch.nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
        using var padded = torch.nn.functional.pad2d(input, [padding[1], padding[1], padding[0], padding[0]], padding_mode);
        return torch.nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
    }
}
