using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.Win32.SafeHandles;

namespace Pix2Pitch.Training.Native;

/// <summary>Lets TorchSharp load on systems with a C++ library older than that of GCC 13 (Debian 12, Ubuntu 22.04).</summary>
/// <remarks>
/// <para>TorchSharp 0.107's <c>libLibTorchSharp.so</c> needs one symbol of version GLIBCXX_3.4.32, <c>std::ios_base_library_init</c>. It only makes
/// the linker choose a new enough C++ library and is never called. On an older system the loader does not load the library without it.</para>
/// <para>.NET raises <see cref="AssemblyLoadContext.ResolvingUnmanagedDll"/> only if it cannot load a library itself. So nothing happens on a
/// system that is new enough. On an older system a copy in memory is loaded in which this symbol is optional (<see cref="SymbolVersionPatch"/>). No
/// file is written or changed.</para>
/// </remarks>
internal static partial class OlderLinux
{
    internal const string Library = "LibTorchSharp";
    internal const string MissingVersion = "GLIBCXX_3.4.32";

    // The libraries that it needs, each after those that it needs itself. The loader cannot find them beside the copy, which has no folder.
    private static readonly string[] s_dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "It has to run before TorchSharp is used, in every program that references this assembly, and only registers a handler.")]
    internal static void Register()
    {
        if (!OperatingSystem.IsLinux()) return;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        // A notebook and a host of plug-ins load libraries in contexts of their own, and the context of TorchSharp is the one that is asked.
        if (AssemblyLoadContext.GetLoadContext(typeof(OlderLinux).Assembly) != AssemblyLoadContext.Default && TorchSharpContext() is { } context && context != AssemblyLoadContext.Default)
            context.ResolvingUnmanagedDll += Resolve;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // so that programs load TorchSharp only when they use it
    private static AssemblyLoadContext? TorchSharpContext() => AssemblyLoadContext.GetLoadContext(typeof(TorchSharp.torch).Assembly);

    private static nint Resolve(Assembly assembly, string name)
    {
        if (name is not (Library or "lib" + Library or "lib" + Library + ".so") || Find("lib" + Library + ".so", assembly) is not { } file)
            return 0;
        byte[] library = File.ReadAllBytes(file);
        try
        {
            if (SymbolVersionPatch.MakeOptional(library, MissingVersion).Count == 0)
                return 0;
        }
        catch (InvalidDataException)
        {
            return 0; // .NET's own message says why the file cannot be loaded.
        }
        foreach (string dependency in s_dependencies)
        {
            if (Find(dependency, assembly) is { } path)
                NativeLibrary.TryLoad(path, out _);
        }
        return LoadFromMemory(library);
    }

    /// <summary>Finds a file in the folders in which .NET looks for native libraries.</summary>
    private static string? Find(string fileName, Assembly assembly)
    {
        string folders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Append(Path.GetDirectoryName(assembly.Location) ?? "")
            .Select(folder => Path.Combine(folder, fileName))
            .FirstOrDefault(File.Exists);
    }

    private static nint LoadFromMemory(byte[] library)
    {
        using SafeFileHandle memory = CreateMemoryFile("lib" + Library + ".so", 0);
        if (memory.IsInvalid)
            return 0;
        RandomAccess.Write(memory, library, 0);
        return NativeLibrary.TryLoad($"/proc/self/fd/{memory.DangerousGetHandle()}", out nint handle) ? handle : 0;
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle CreateMemoryFile(string name, uint flags);
}
