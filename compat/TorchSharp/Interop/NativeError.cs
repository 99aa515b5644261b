using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns the shim's failures into the exception that TorchSharp throws.</summary>
internal static class NativeError
{
    public static ExternalException Last() =>
        new(Marshal.PtrToStringUTF8(NativeMethods.torchshim_last_error()) is { Length: > 0 } text ? text : "libtorch failed without saying why.");

    /// <summary>Throws unless the shim's status is 0.</summary>
    public static void Check(int status)
    {
        if (status != 0) throw Last();
    }
}
