using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The shim's exports (native/*.cpp).</summary>
internal static partial class NativeMethods
{
    public const string Library = "libtorchshim";

    [LibraryImport(Library)] public static partial nint torchshim_last_error();
    [LibraryImport(Library)] public static partial int torchshim_get_num_threads();
    [LibraryImport(Library)] public static partial int torchshim_set_num_threads(int count);
    [LibraryImport(Library)] public static partial int torchshim_cuda_device_count();
    [LibraryImport(Library)] public static partial int torchshim_cudnn_available();
    [LibraryImport(Library)] public static partial int torchshim_grad_enabled();
    [LibraryImport(Library)] public static partial void torchshim_set_grad_enabled(int enabled);

    [LibraryImport(Library)] public static partial int torchshim_manual_seed(long seed);
    [LibraryImport(Library)] public static partial nint torchshim_generator(long seed);
    [LibraryImport(Library)] public static partial nint torchshim_default_generator();
    [LibraryImport(Library)] public static partial void torchshim_generator_free(nint generator);
    [LibraryImport(Library)] public static partial int torchshim_generator_manual_seed(GeneratorHandle generator, long seed);
    [LibraryImport(Library)] public static partial int torchshim_generator_initial_seed(GeneratorHandle generator, out long seed);
    [LibraryImport(Library)] public static partial int torchshim_generator_seed(GeneratorHandle generator, out long seed);
    [LibraryImport(Library)] public static partial nint torchshim_generator_get_state(GeneratorHandle generator);
    [LibraryImport(Library)] public static partial int torchshim_generator_set_state(GeneratorHandle generator, TensorHandle state);

    [LibraryImport(Library)]
    public static partial int torchshim_adam(nint[] parameters, nint[] means, nint[] squares, nint[]? largestSquares, long[] steps, long count, in ShimAdamOptions options);
}
