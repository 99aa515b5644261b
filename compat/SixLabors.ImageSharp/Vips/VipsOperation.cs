namespace SixLabors.ImageSharp.Vips;

/// <summary>One call of a libvips operation by name, through GObject properties.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private readonly VipsObject _operation;

    internal VipsOperation(string name)
    {
        VipsLibrary.Require();
        nint operation = NativeMethods.NewOperation(name);
        if (operation == 0) throw new VipsException(VipsLibrary.TakeErrors());
        _operation = new VipsObject(operation);
    }

    internal VipsOperation Text(string name, string value)
    {
        NativeMethods.GValue boxed = default;
        NativeMethods.InitValue(&boxed, 16 << 2 /* G_TYPE_STRING */);
        NativeMethods.SetString(&boxed, value);
        return Set(name, &boxed);
    }

    internal VipsOperation Image(string name, VipsObject image)
    {
        NativeMethods.GValue boxed = default;
        NativeMethods.InitValue(&boxed, NativeMethods.ImageType());
        NativeMethods.SetObject(&boxed, image.Pointer);
        return Set(name, &boxed);
    }

    /// <summary>The memory stays the caller's and has to stay where it is as long as the result is used.</summary>
    internal VipsOperation Memory(string name, byte* data, int length)
    {
        nint blob = NativeMethods.NewBlob(0, data, (nuint)length);
        NativeMethods.GValue boxed = default;
        NativeMethods.InitValue(&boxed, NativeMethods.BlobType());
        NativeMethods.SetBoxed(&boxed, blob);
        NativeMethods.ReleaseArea(blob);
        return Set(name, &boxed);
    }

    /// <summary>Sets a number or an enumeration from its text.</summary>
    internal VipsOperation Option(string name, string value)
        => NativeMethods.SetArgument(_operation.Pointer, name, value) == 0 ? this : throw new VipsException(VipsLibrary.TakeErrors());

    internal VipsObject RunToImage()
    {
        Run();
        NativeMethods.GValue boxed = default;
        NativeMethods.InitValue(&boxed, NativeMethods.ImageType());
        NativeMethods.GetProperty(_operation.Pointer, "out", &boxed);
        var image = new VipsObject(NativeMethods.Reference(NativeMethods.GetObject(&boxed)));
        NativeMethods.UnsetValue(&boxed);
        return image;
    }

    internal byte[] RunToBytes()
    {
        Run();
        NativeMethods.GValue boxed = default;
        NativeMethods.InitValue(&boxed, NativeMethods.BlobType());
        NativeMethods.GetProperty(_operation.Pointer, "buffer", &boxed);
        byte* data = NativeMethods.GetBlob(NativeMethods.GetBoxed(&boxed), out nuint length);
        byte[] bytes = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        NativeMethods.UnsetValue(&boxed);
        return bytes;
    }

    public void Dispose()
    {
        // A built operation holds references to its own results.
        NativeMethods.ReleaseOutputs(_operation.Pointer);
        _operation.Dispose();
    }

    private void Run()
    {
        if (NativeMethods.Build(_operation.Pointer) != 0) throw new VipsException(VipsLibrary.TakeErrors());
    }

    private VipsOperation Set(string name, NativeMethods.GValue* value)
    {
        NativeMethods.SetProperty(_operation.Pointer, name, value);
        NativeMethods.UnsetValue(value);
        return this;
    }
}
