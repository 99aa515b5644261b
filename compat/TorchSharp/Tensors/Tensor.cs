using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An array of numbers on a device that may remember how it was computed.</summary>
    public partial class Tensor : IDisposable
    {
        private TensorHandle _handle;

        /// <summary>Takes over what an export of the shim returned; null is its failure.</summary>
        internal Tensor(nint native) : this(native != 0 ? new TensorHandle(native) : throw NativeError.Last())
        {
        }

        private protected Tensor(TensorHandle handle)
        {
            _handle = handle;
            DisposeScope.Current?.Add(this);
        }

        internal TensorHandle Handle
        {
            get
            {
                if (_handle.IsClosed)
                    throw new ObjectDisposedException(nameof(Tensor), "This tensor was disposed: by Dispose, by the DisposeScope that it was made in, or by becoming a Parameter.");
                return _handle;
            }
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public bool IsInvalid => _handle.IsClosed;

        public long NumberOfElements => numel();

        public long Dimensions => dim();

        public int ndim => (int)dim();

        public long ElementSize => dtype.ElementSize();

        public bool is_cuda => device_type == DeviceType.CUDA;

        public ScalarType dtype => (ScalarType)NativeMethods.torchshim_dtype(Handle);

        public DeviceType device_type => (DeviceType)NativeMethods.torchshim_device_type(Handle);

        public int device_index => NativeMethods.torchshim_device_index(Handle);

        public Device device => device_type == DeviceType.CPU ? CPU : new Device(device_type, device_index);

        public long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                NativeMethods.torchshim_shape(Handle, sizes);
                return sizes;
            }
        }

        /// <summary>The bytes of a contiguous tensor on the CPU, without a copy: valid as long as the tensor.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                RequireCpu();
                if (!is_contiguous()) throw new InvalidOperationException("Only a contiguous tensor shows its bytes; call contiguous() first.");
                return new Span<byte>((void*)DataPointer(), checked((int)(numel() * ElementSize)));
            }
            set
            {
                if (value.Length != numel() * ElementSize)
                    throw new ArgumentException($"Mismatched data sizes: the tensor has {numel() * ElementSize} bytes, and {value.Length} are given.", nameof(value));
                value.CopyTo(bytes);
            }
        }

        public long dim() => NativeMethods.torchshim_dim(Handle);

        public long numel() => NativeMethods.torchshim_numel(Handle);

        public long[] size() => shape;

        public long size(int dim)
        {
            long[] sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public long[] stride()
        {
            var strides = new long[dim()];
            NativeMethods.torchshim_strides(Handle, strides);
            return strides;
        }

        public bool is_contiguous() => NativeMethods.torchshim_is_contiguous(Handle) != 0;

        /// <summary>The elements, on the CPU, to be read and written in place.</summary>
        public TensorAccessor<T> data<T>() where T : struct => new(this);

        /// <summary>The value of a tensor with one element.</summary>
        public T item<T>() where T : struct
        {
            if (numel() != 1)
                throw new ArgumentException($"item() needs a tensor with one element; this one has the shape [{string.Join(", ", shape)}].");
            using var near = device_type == DeviceType.CPU ? null : cpu();
            var source = near ?? this;
            source.RequireElementType(typeof(T));
            var value = Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(source.ElementBytes(Unsafe.SizeOf<T>())));
            GC.KeepAlive(source);
            return value;
        }

        /// <summary>Moves the tensor from its scope to the next outer one.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Another object for the same native tensor.</summary>
        public Tensor alias() => new(NativeMethods.torchshim_alias(Handle));

        public override string ToString()
        {
            if (_handle.IsClosed) return "a disposed tensor";
            string place = device_type == DeviceType.CPU ? "cpu" : device.ToString();
            return $"[{string.Join("x", shape)}], type = {dtype}, device = {place}";
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (!disposing) return;
            OwningDisposeScope?.MarkAsDisposed(this);
            _handle.Dispose();
        }

        /// <summary>Gives the native tensor away; this object counts as disposed from then on.</summary>
        internal TensorHandle TakeHandle()
        {
            var taken = Handle;
            _handle = new TensorHandle(0);
            _handle.Dispose();
            OwningDisposeScope?.MarkAsDisposed(this);
            return taken;
        }

        internal nint DataPointer()
        {
            nint pointer = NativeMethods.torchshim_data(Handle);
            return pointer != 0 || numel() == 0 ? pointer : throw NativeError.Last();
        }

        internal void RequireCpu()
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        internal void RequireElementType(Type type)
        {
            if (ScalarTypeOf(type) != dtype)
                throw new ArgumentException($"A tensor of {dtype} cannot be read as {type.Name}; convert it with to_type first.");
        }

        private unsafe ReadOnlySpan<byte> ElementBytes(int count) => new((void*)DataPointer(), count);

        private Tensor InPlace(int status)
        {
            NativeError.Check(status);
            return this;
        }
    }
}
