using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Vips;

/// <summary>Starts libvips once, closed to everything that is not needed.</summary>
internal static unsafe class VipsLibrary
{
    private const int AllLogLevels = 0xFC;
    private static readonly Exception? s_failure = Start();

    /// <summary>Makes sure that libvips is there and started.</summary>
    /// <exception cref="DllNotFoundException">It is not installed; the message says what to do.</exception>
    internal static void Require()
    {
        if (s_failure is not null) throw new DllNotFoundException(s_failure.Message, s_failure.InnerException);
    }

    /// <summary>What libvips had to say since the last call, as one line.</summary>
    internal static string TakeErrors()
    {
        nint text = NativeMethods.TakeErrors();
        string message = Marshal.PtrToStringUTF8(text) ?? "";
        NativeMethods.Free((void*)text);
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "libvips gave no reason" : lines[0];
    }

    private static DllNotFoundException? Start()
    {
        try
        {
            if (NativeMethods.Init("Pix2Pitch") != 0)
                return new DllNotFoundException($"libvips does not start ({TakeErrors()}); run ./setup.sh.");
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return new DllNotFoundException("libvips (libvips.so.42) was not found; run ./setup.sh, which installs it.", e);
        }
        NativeMethods.SetLogHandler("VIPS", AllLogLevels, &Quiet, 0);
        NativeMethods.SetCacheMax(0);
        NativeMethods.SetConcurrency(1);
        NativeMethods.BlockUntrusted(1);
        NativeMethods.BlockOperation("VipsForeignLoad", 1);
        NativeMethods.BlockOperation("VipsForeignSave", 1);
        foreach (string open in new[] { "LoadJpeg", "LoadPng", "LoadWebp", "LoadTiff", "LoadNsgif", "SaveJpeg", "SavePng" })
            NativeMethods.BlockOperation($"VipsForeign{open}", 0);
        return null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Quiet(byte* domain, int level, byte* message, nint data)
    {
        // Warnings about odd tags would go to the user's terminal; errors come back through TakeErrors.
    }
}
