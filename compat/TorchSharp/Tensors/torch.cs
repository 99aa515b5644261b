using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// Tensors, networks, optimisers. Use it from one thread at a time: scopes and gradient modes belong to the thread that made them, and
/// every further thread that computes brings its own team of worker threads.
/// </summary>
public static partial class torch
{
    public static Device CPU { get; } = new(DeviceType.CPU);

    public static Device CUDA { get; } = new(DeviceType.CUDA);

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    /// <summary>Prepares a device for use, or throws <see cref="InvalidOperationException"/> if it is not there.</summary>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.CUDA && !cuda.is_available())
            throw new InvalidOperationException("This libtorch has no CUDA device: name one that has in LIBTORCH_DIR and run ./setup.sh, or use the CPU.");
    }

    /// <summary>A scope that disposes the tensors made within it.</summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>No gradients are recorded, on this thread, until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static bool is_grad_enabled() => NativeMethods.torchshim_grad_enabled() != 0;

    public static int get_num_threads() => NativeMethods.torchshim_get_num_threads();

    public static void set_num_threads(int num) => NativeError.Check(NativeMethods.torchshim_set_num_threads(num));

    /// <summary>Seeds the default generators of all devices.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = NativeMethods.torchshim_grad_enabled();
        private bool _disposed;

        public GradMode(bool enabled) => NativeMethods.torchshim_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            NativeMethods.torchshim_set_grad_enabled(_before);
        }
    }
}
