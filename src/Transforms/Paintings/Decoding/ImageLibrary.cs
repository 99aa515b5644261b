using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Initializes libvips (NetVips): no output, no cache of operations, one thread for each painting.</summary>
internal static class ImageLibrary
{
    private static readonly Lazy<Exception?> s_failure = new(Initialize);

    // Native code keeps only the pointer; this field protects the delegate from garbage collection.
    private static readonly Log.LogDelegate s_onLog = (_, _, message) => t_hasWarned |= !message.Contains("fallback", StringComparison.Ordinal);

    [ThreadStatic]
    private static bool t_hasWarned;

    /// <summary>Loads the native library.</summary>
    /// <exception cref="Pix2PitchException">It is missing.</exception>
    internal static void Require()
    {
        if (s_failure.Value is { } failure)
        {
            throw new Pix2PitchException(
                "Paintings cannot be read, because the native library libvips is missing: reference the package "
                + $"NetVips.Native.{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier} in the program (NetVips.Native for all platforms).", failure);
        }
    }

    /// <summary>Runs an operation, and reports whether libvips logged a warning on this thread meanwhile.</summary>
    internal static (Image Result, bool HasWarned) Watch(Func<Image> make)
    {
        t_hasWarned = false;
        return (make(), t_hasWarned);
    }

    private static Exception? Initialize()
    {
        try
        {
            if (!ModuleInitializer.VipsInitialized) return ModuleInitializer.Exception ?? new DllNotFoundException("libvips");
            // Warnings would go to stderr. Those that matter are errors already (FailOn).
            Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, s_onLog);
            // A cached operation would return the old pixels of a file that has been replaced.
            Cache.Max = 0;
            // Decoding, most of the work, runs on one thread; more threads would wait for it. Callers read several paintings in parallel.
            NetVips.NetVips.Concurrency = 1;
            // Blocks the loaders that are not hardened against hostile files, in addition to calling none of them.
            NetVips.NetVips.BlockUntrusted = true;
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException)
        {
            return e;
        }
    }
}
