using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Training.Native;

/// <summary>Makes libtorch's threads sleep instead of spin while they wait for work.</summary>
/// <remarks>
/// The threads of GNU OpenMP spin after each parallel operation. If other programs need the cores too, the threads that have work wait for those
/// that spin, and a training step takes several times as long. GNU OpenMP reads this environment variable once, when it is loaded, from the
/// environment of the process, which <see cref="Environment.SetEnvironmentVariable(string, string?)"/> does not change on Linux. A value that the user
/// has set is kept.
/// </remarks>
internal static partial class OpenMPThreads
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "It has to run before TorchSharp is used, in every program that references this assembly, and only sets a variable.")]
    internal static void Register()
    {
        if (OperatingSystem.IsLinux())
            _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
