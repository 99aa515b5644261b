using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owns one reference to a libtorch random number generator.</summary>
internal sealed class GeneratorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Stands for the default generator of whichever device is concerned.</summary>
    public static readonly GeneratorHandle None = new(0);

    public GeneratorHandle(nint handle) : base(ownsHandle: true) => SetHandle(handle);

    protected override bool ReleaseHandle()
    {
        NativeMethods.torchshim_generator_free(handle);
        return true;
    }
}
