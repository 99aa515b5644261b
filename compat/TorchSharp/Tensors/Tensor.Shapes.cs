using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) =>
            new(NativeMethods.torchshim_reshape(Handle, in MemoryMarshal.GetReference<long>(shape), shape.Length));

        public Tensor view(params long[] shape) =>
            new(NativeMethods.torchshim_view(Handle, in MemoryMarshal.GetReference<long>(shape), shape.Length));

        public Tensor expand(params long[] sizes) =>
            new(NativeMethods.torchshim_expand(Handle, in MemoryMarshal.GetReference<long>(sizes), sizes.Length));

        public Tensor permute(params long[] permutation) =>
            new(NativeMethods.torchshim_permute(Handle, in MemoryMarshal.GetReference<long>(permutation), permutation.Length));

        public Tensor repeat(params long[] sizes) =>
            new(NativeMethods.torchshim_repeat(Handle, in MemoryMarshal.GetReference<long>(sizes), sizes.Length));

        public Tensor flip(params long[] dims) =>
            new(NativeMethods.torchshim_flip(Handle, in MemoryMarshal.GetReference<long>(dims), dims.Length));

        public Tensor reshape_as(Tensor other) => reshape(other.shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => new(NativeMethods.torchshim_flatten(Handle, start_dim, end_dim));

        public Tensor transpose(long dim0, long dim1) => new(NativeMethods.torchshim_transpose(Handle, dim0, dim1));

        public Tensor t() => new(NativeMethods.torchshim_t(Handle));

        public Tensor narrow(long dim, long start, long length) => new(NativeMethods.torchshim_narrow(Handle, dim, start, length));

        public Tensor slice(long dim, long start, long finish, long step) => new(NativeMethods.torchshim_slice(Handle, dim, start, finish, step));

        public Tensor select(long dim, long index) => new(NativeMethods.torchshim_select(Handle, dim, index));

        public Tensor unsqueeze(long dim) => new(NativeMethods.torchshim_unsqueeze(Handle, dim));

        public Tensor squeeze(long? dim = null) =>
            new(dim is null ? NativeMethods.torchshim_squeeze(Handle) : NativeMethods.torchshim_squeeze_dim(Handle, dim.Value));
    }
}
