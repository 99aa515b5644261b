using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds the shim and prepares the process for libtorch before it is loaded.</summary>
internal static partial class NativeLoader
{
    private const int ShimVersion = 2;
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    private static readonly Lock Gate = new();
    private static nint s_shim;

    // Not when the first tensor is made but when this assembly is: the later, the likelier that something else has loaded OpenMP.
    [ModuleInitializer]
    internal static void Initialize()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
        SetWaitPolicy();
    }

    // OpenMP's threads spin while they wait, which on a busy machine makes a training step tens of times slower. OpenMP reads the
    // C environment, which Environment.SetEnvironmentVariable does not reach. A choice of the user's stands.
    private static void SetWaitPolicy()
    {
        if (!OperatingSystem.IsLinux()) return;
        if (Environment.GetEnvironmentVariable(WaitPolicy) is null && Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null)
            _ = setenv(WaitPolicy, "passive", 0);
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != NativeMethods.Library) return 0;
        lock (Gate)
        {
            if (s_shim == 0) s_shim = Load(assembly);
            return s_shim;
        }
    }

    private static nint Load(Assembly assembly)
    {
        PreferOpenMPBlas();
        string folder = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } beside ? beside : AppContext.BaseDirectory;
        string file = Path.Combine(folder, "libtorchshim.so");
        if (!File.Exists(file))
            throw new DllNotFoundException($"'{file}' is missing: run ./setup.sh, which builds it, then build again.");
        nint shim;
        try
        {
            shim = NativeLibrary.Load(file);
        }
        catch (DllNotFoundException failure)
        {
            throw new DllNotFoundException($"'{file}' could not be loaded, most likely because libtorch is missing: run ./setup.sh, which installs it. ({FirstLine(failure.Message)})", failure);
        }
        Prepare(shim, file);
        return shim;
    }

    private static unsafe void Prepare(nint shim, string file)
    {
        int version = NativeLibrary.TryGetExport(shim, "torchshim_version", out nint getVersion) ? ((delegate* unmanaged<int>)getVersion)() : 0;
        if (version != ShimVersion)
            throw new DllNotFoundException($"'{file}' was built from other sources (version {version}, not {ShimVersion}): run ./setup.sh, then build again.");
        // libtorch starts with one thread where it was built against Debian's OpenBLAS.
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
            ((delegate* unmanaged<int, int>)NativeLibrary.GetExport(shim, "torchshim_set_num_threads"))(Environment.ProcessorCount);
    }

    // Where both flavours of OpenBLAS are installed, the one with threads of its own wins; they compete with libtorch's. Libraries that
    // are loaded already satisfy a dependency of the same name.
    private static void PreferOpenMPBlas()
    {
        string machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";
        string folder = $"/usr/lib/{machine}-linux-gnu/openblas-openmp/";
        foreach (string name in (ReadOnlySpan<string>)["libopenblas.so.0", "libblas.so.3", "liblapack.so.3"])
        {
            if (File.Exists(folder + name)) NativeLibrary.TryLoad(folder + name, out _);
        }
    }

    private static string FirstLine(string text) => text.AsSpan().Trim().ToString().Split('\n')[0].Trim();

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
