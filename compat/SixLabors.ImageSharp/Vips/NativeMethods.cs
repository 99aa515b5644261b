using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Vips;

/// <summary>The C functions of libvips, GObject and GLib that are called; none of them takes variable arguments.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Vips = "libvips.so.42", GObject = "libgobject-2.0.so.0", GLib = "libglib-2.0.so.0";

    [LibraryImport(Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Init(string name);

    [LibraryImport(Vips, EntryPoint = "vips_concurrency_set")]
    internal static partial void SetConcurrency(int threads);

    [LibraryImport(Vips, EntryPoint = "vips_cache_set_max")]
    internal static partial void SetCacheMax(int operations);

    [LibraryImport(Vips, EntryPoint = "vips_block_untrusted_set")]
    internal static partial void BlockUntrusted(int state);

    [LibraryImport(Vips, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void BlockOperation(string className, int state);

    [LibraryImport(Vips, EntryPoint = "vips_error_buffer_copy")]
    internal static partial nint TakeErrors();

    [LibraryImport(Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint NewOperation(string name);

    [LibraryImport(Vips, EntryPoint = "vips_object_set_argument_from_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetArgument(nint operation, string name, string value);

    [LibraryImport(Vips, EntryPoint = "vips_object_build")]
    internal static partial int Build(nint operation);

    [LibraryImport(Vips, EntryPoint = "vips_object_unref_outputs")]
    internal static partial void ReleaseOutputs(nint operation);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_type")]
    internal static partial nuint ImageType();

    [LibraryImport(Vips, EntryPoint = "vips_blob_get_type")]
    internal static partial nuint BlobType();

    [LibraryImport(Vips, EntryPoint = "vips_blob_new")]
    internal static partial nint NewBlob(nint free, void* data, nuint length);

    [LibraryImport(Vips, EntryPoint = "vips_blob_get")]
    internal static partial byte* GetBlob(nint blob, out nuint length);

    [LibraryImport(Vips, EntryPoint = "vips_area_unref")]
    internal static partial void ReleaseArea(nint area);

    [LibraryImport(Vips, EntryPoint = "vips_image_new_from_memory")]
    internal static partial nint NewImage(void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_width")]
    internal static partial int GetWidth(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_height")]
    internal static partial int GetHeight(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_bands")]
    internal static partial int GetBands(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_format")]
    internal static partial int GetFormat(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_interpretation")]
    internal static partial int GetInterpretation(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_hasalpha")]
    internal static partial int HasAlpha(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_orientation")]
    internal static partial int GetOrientation(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_region_new")]
    internal static partial nint NewRegion(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_region_fetch")]
    internal static partial byte* Fetch(nint region, int left, int top, int width, int height, out nuint length);

    [LibraryImport(GObject, EntryPoint = "g_object_ref")]
    internal static partial nint Reference(nint instance);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    internal static partial void Release(nint instance);

    [LibraryImport(GObject, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetProperty(nint instance, string name, GValue* value);

    [LibraryImport(GObject, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void GetProperty(nint instance, string name, GValue* value);

    [LibraryImport(GObject, EntryPoint = "g_value_init")]
    internal static partial void InitValue(GValue* value, nuint type);

    [LibraryImport(GObject, EntryPoint = "g_value_unset")]
    internal static partial void UnsetValue(GValue* value);

    [LibraryImport(GObject, EntryPoint = "g_value_set_object")]
    internal static partial void SetObject(GValue* value, nint instance);

    [LibraryImport(GObject, EntryPoint = "g_value_get_object")]
    internal static partial nint GetObject(GValue* value);

    [LibraryImport(GObject, EntryPoint = "g_value_set_boxed")]
    internal static partial void SetBoxed(GValue* value, nint boxed);

    [LibraryImport(GObject, EntryPoint = "g_value_get_boxed")]
    internal static partial nint GetBoxed(GValue* value);

    [LibraryImport(GObject, EntryPoint = "g_value_set_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetString(GValue* value, string text);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    internal static partial void Free(void* memory);

    [LibraryImport(GLib, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint SetLogHandler(string domain, int levels, delegate* unmanaged[Cdecl]<byte*, int, byte*, nint, void> handler, nint data);

    /// <summary>GLib's box for a value of any type: the type and 16 bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 24)]
    internal struct GValue;
}
