using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>libvips, through NetVips: loaded once, quiet, without a cache of operations.</summary>
internal static class ImageLibrary
{
    private static readonly Lazy<Exception?> s_failure = new(Initialize);

    // The library keeps the pointer only: without this field the collector would take the delegate.
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

    /// <summary>Whether libvips warns while <paramref name="make"/> sets up an operation on this thread.</summary>
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
            // Warnings would go to stderr. What matters of them is an error already (FailOn).
            Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, s_onLog);
            // A cached operation would give the pixels of a file that has been replaced in the meantime.
            Cache.Max = 0;
            // Decoding is the most of the work and takes one thread; more only wait for it. Callers read several paintings in parallel.
            NetVips.NetVips.Concurrency = 1;
            // Loaders that are not hardened against hostile files. None of them is called here; this is a second lock.
            NetVips.NetVips.BlockUntrusted = true;
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException)
        {
            return e;
        }
    }
}
