using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owns one reference to a libtorch tensor.</summary>
internal sealed class TensorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Stands for an optional tensor that is not given.</summary>
    public static readonly TensorHandle None = new(0);

    public TensorHandle(nint handle) : base(ownsHandle: true) => SetHandle(handle);

    protected override bool ReleaseHandle()
    {
        NativeMethods.torchshim_free(handle);
        return true;
    }
}
