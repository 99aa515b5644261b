using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Typed(type, x => NativeMethods.torchshim_sum(x));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Typed(type, x => NativeMethods.torchshim_sum_dims(x, in MemoryMarshal.GetReference<long>(dim), dim.Length, keepdim ? 1 : 0));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor mean() => new(NativeMethods.torchshim_mean(Handle));

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Typed(type, x => NativeMethods.torchshim_mean_dims(x, in MemoryMarshal.GetReference<long>(dimensions), dimensions.Length, keepdim ? 1 : 0));

        public Tensor std(bool unbiased = true) => new(NativeMethods.torchshim_std(Handle, unbiased ? 1 : 0));

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(type, x => NativeMethods.torchshim_std_dims(x, in MemoryMarshal.GetReference<long>(dimensions), dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0));

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        /// <summary>The p-norm over all elements.</summary>
        public Tensor norm(float p = 2.0f) => new(NativeMethods.torchshim_norm(Handle, p));

        public Tensor max() => new(NativeMethods.torchshim_max(Handle));

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            NativeError.Check(NativeMethods.torchshim_max_dim(Handle, dim, keepdim ? 1 : 0, out nint values, out nint indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public Tensor min() => new(NativeMethods.torchshim_min(Handle));

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            NativeError.Check(NativeMethods.torchshim_min_dim(Handle, dim, keepdim ? 1 : 0, out nint values, out nint indices));
            return (new Tensor(values), new Tensor(indices));
        }

        private Tensor Typed(ScalarType? type, Func<TensorHandle, nint> operation)
        {
            if (type is null || type == dtype) return new Tensor(operation(Handle));
            using var converted = to_type(type.Value);
            return new Tensor(operation(converted.Handle));
        }
    }
}
