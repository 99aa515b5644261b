using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A <see cref="Scalar"/> as it crosses the border to the shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ShimScalar(long kind, long integer, double real)
{
    private readonly long _kind = kind;
    private readonly long _integer = integer;
    private readonly double _real = real;

    public static ShimScalar One => new(0, 1, 1);
}
