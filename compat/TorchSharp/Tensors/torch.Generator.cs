using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers on the CPU.</summary>
    public class Generator : IDisposable
    {
        private readonly GeneratorHandle _handle;

        private Generator(nint handle)
        {
            if (handle == 0) throw NativeError.Last();
            _handle = new GeneratorHandle(handle);
        }

        public Generator(ulong seed = 0, Device? device = null) : this(NativeMethods.torchshim_generator(unchecked((long)seed)))
        {
            if (device is { type: not DeviceType.CPU })
                throw new ArgumentException($"A generator of one's own lies on the CPU, not on '{device}'.", nameof(device));
        }

        /// <summary>The one that is used where none is given.</summary>
        public static Generator Default => new(NativeMethods.torchshim_default_generator());

        internal GeneratorHandle Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
                return _handle;
            }
        }

        public Device device => CPU;

        public Generator manual_seed(long seed)
        {
            NativeError.Check(NativeMethods.torchshim_generator_manual_seed(Handle, seed));
            return this;
        }

        /// <summary>Seeds from the operating system's randomness and returns the seed.</summary>
        public long seed()
        {
            NativeError.Check(NativeMethods.torchshim_generator_seed(Handle, out long seed));
            return seed;
        }

        public long initial_seed()
        {
            NativeError.Check(NativeMethods.torchshim_generator_initial_seed(Handle, out long seed));
            return seed;
        }

        public Tensor get_state() => new(NativeMethods.torchshim_generator_get_state(Handle));

        public void set_state(Tensor value) => NativeError.Check(NativeMethods.torchshim_generator_set_state(Handle, value.Handle));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (disposing) _handle.Dispose();
        }
    }
}
