using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Training.Native;

/// <summary>Lets libtorch's threads sleep while they have nothing to do, and not spin.</summary>
/// <remarks>
/// GNU OpenMP's threads spin after each parallel operation. Where other programs need the cores too, the threads that have work then wait for those
/// that spin, and a step takes several times as long. GNU OpenMP reads the setting once, when it is loaded, from the process's own environment, which
/// .NET's <see cref="Environment.SetEnvironmentVariable(string, string?)"/> does not change. A value that the user has set is kept.
/// </remarks>
internal static partial class OpenMPThreads
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "It has to run before the first use of TorchSharp, in programs that know nothing of it, and only sets a variable.")]
    internal static void Register()
    {
        if (OperatingSystem.IsLinux())
            _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
