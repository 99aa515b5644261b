using Microsoft.Win32.SafeHandles;

namespace SixLabors.ImageSharp.Vips;

/// <summary>One reference to a GObject of libvips.</summary>
internal sealed class VipsObject : SafeHandleZeroOrMinusOneIsInvalid
{
    internal VipsObject(nint handle) : base(ownsHandle: true) => SetHandle(handle);

    internal nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.Release(handle);
        return true;
    }
}
