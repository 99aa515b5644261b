using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Graphics processors. Debian's libtorch knows none; <c>LIBTORCH_DIR</c> can name one that does.</summary>
    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => NativeMethods.torchshim_cudnn_available() != 0;

        public static int device_count() => NativeMethods.torchshim_cuda_device_count();
    }
}
