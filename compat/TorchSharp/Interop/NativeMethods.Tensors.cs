using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library)] public static partial void torchshim_free(nint tensor);
    [LibraryImport(Library)] public static partial nint torchshim_alias(TensorHandle tensor);

    [LibraryImport(Library)] public static partial nint torchshim_from_bytes(in byte bytes, in long shape, long dims, sbyte type);
    [LibraryImport(Library)] public static partial nint torchshim_empty(in long shape, long dims, sbyte type, int deviceType, int deviceIndex);
    [LibraryImport(Library)] public static partial nint torchshim_zeros(in long shape, long dims, sbyte type, int deviceType, int deviceIndex);
    [LibraryImport(Library)] public static partial nint torchshim_ones(in long shape, long dims, sbyte type, int deviceType, int deviceIndex);
    [LibraryImport(Library)] public static partial nint torchshim_full(in long shape, long dims, ShimScalar value, sbyte type, int deviceType, int deviceIndex);
    [LibraryImport(Library)] public static partial nint torchshim_rand(in long shape, long dims, GeneratorHandle generator, sbyte type, int deviceType, int deviceIndex);
    [LibraryImport(Library)] public static partial nint torchshim_randn(in long shape, long dims, GeneratorHandle generator, sbyte type, int deviceType, int deviceIndex);

    [LibraryImport(Library)] public static partial long torchshim_dim(TensorHandle tensor);
    [LibraryImport(Library)] public static partial long torchshim_numel(TensorHandle tensor);
    [LibraryImport(Library)] public static partial void torchshim_shape(TensorHandle tensor, long[] shape);
    [LibraryImport(Library)] public static partial void torchshim_strides(TensorHandle tensor, long[] strides);
    [LibraryImport(Library)] public static partial int torchshim_dtype(TensorHandle tensor);
    [LibraryImport(Library)] public static partial int torchshim_device_type(TensorHandle tensor);
    [LibraryImport(Library)] public static partial int torchshim_device_index(TensorHandle tensor);
    [LibraryImport(Library)] public static partial int torchshim_is_contiguous(TensorHandle tensor);
    [LibraryImport(Library)] public static partial nint torchshim_data(TensorHandle tensor);

    [LibraryImport(Library)] public static partial nint torchshim_to(TensorHandle tensor, sbyte type, int deviceType, int deviceIndex, int nonBlocking, int copy);
    [LibraryImport(Library)] public static partial int torchshim_copy_(TensorHandle tensor, TensorHandle source, int nonBlocking);

    [LibraryImport(Library)] public static partial int torchshim_requires_grad(TensorHandle tensor);
    [LibraryImport(Library)] public static partial int torchshim_set_requires_grad(TensorHandle tensor, int requiresGrad);
    [LibraryImport(Library)] public static partial int torchshim_is_leaf(TensorHandle tensor);
    [LibraryImport(Library)] public static partial nint torchshim_grad(TensorHandle tensor);
    [LibraryImport(Library)] public static partial int torchshim_set_grad(TensorHandle tensor, TensorHandle grad);
    [LibraryImport(Library)] public static partial int torchshim_zero_grad(nint[] tensors, long count, int setToNone);
    [LibraryImport(Library)] public static partial int torchshim_backward(TensorHandle tensor, TensorHandle gradient, int retainGraph, int createGraph, nint[]? inputs, long count);
    [LibraryImport(Library)] public static partial int torchshim_set_data(TensorHandle tensor, TensorHandle other);
}
