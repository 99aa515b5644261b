using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library)] public static partial nint torchshim_conv2d(TensorHandle x, TensorHandle weight, TensorHandle bias, in long stride, in long padding, in long dilation, long groups);
    [LibraryImport(Library)] public static partial nint torchshim_conv_transpose2d(TensorHandle x, TensorHandle weight, TensorHandle bias, in long stride, in long padding, in long outputPadding, in long dilation, long groups);
    [LibraryImport(Library)] public static partial nint torchshim_instance_norm(TensorHandle x, TensorHandle weight, TensorHandle bias, TensorHandle runningMean, TensorHandle runningVar, int useInputStats, double momentum, double eps);
    [LibraryImport(Library)] public static partial nint torchshim_batch_norm(TensorHandle x, TensorHandle weight, TensorHandle bias, TensorHandle runningMean, TensorHandle runningVar, int training, double momentum, double eps);
    [LibraryImport(Library)] public static partial nint torchshim_leaky_relu(TensorHandle x, double negativeSlope);
    [LibraryImport(Library)] public static partial int torchshim_leaky_relu_(TensorHandle x, double negativeSlope);
    [LibraryImport(Library)] public static partial int torchshim_relu_(TensorHandle x);
    [LibraryImport(Library)] public static partial int torchshim_tanh_(TensorHandle x);
    [LibraryImport(Library)] public static partial int torchshim_sigmoid_(TensorHandle x);
    [LibraryImport(Library)] public static partial nint torchshim_dropout(TensorHandle x, double p, int training);
    [LibraryImport(Library)] public static partial int torchshim_dropout_(TensorHandle x, double p, int training);
    [LibraryImport(Library)] public static partial nint torchshim_reflection_pad2d(TensorHandle x, in long padding);
    [LibraryImport(Library)] public static partial nint torchshim_replication_pad2d(TensorHandle x, in long padding);
    [LibraryImport(Library)] public static partial nint torchshim_upsample_nearest2d(TensorHandle x, in long size);
    [LibraryImport(Library)] public static partial nint torchshim_upsample_bilinear2d(TensorHandle x, in long size, int alignCorners);
    [LibraryImport(Library)] public static partial nint torchshim_bce_with_logits(TensorHandle x, TensorHandle target, TensorHandle weight, TensorHandle posWeight, long reduction);
    [LibraryImport(Library)] public static partial nint torchshim_l1_loss(TensorHandle x, TensorHandle target, long reduction);
    [LibraryImport(Library)] public static partial nint torchshim_mse_loss(TensorHandle x, TensorHandle target, long reduction);
}
