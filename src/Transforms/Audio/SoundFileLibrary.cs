using System.Runtime.InteropServices;
using System.Text;

namespace Pix2Pitch.Audio;

/// <summary>The functions of libsndfile that are used, bound when the first file needs them.</summary>
internal sealed unsafe class SoundFileLibrary
{
    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        public long Frames;
        public int SampleRate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }

    /// <summary>The tags of a file (SF_STR_...).</summary>
    public const int Title = 1, Artist = 4, Date = 6, Licence = 8, Genre = 0x10;

    private const int ReadMode = 0x10;
    private static readonly string[] s_names = ["libsndfile.so.1", "libsndfile.1.dylib", "libsndfile.dylib", "sndfile.dll", "libsndfile-1.dll", "sndfile"];
    private static readonly Lazy<SoundFileLibrary?> s_default = new(static () => Load(s_names));

    private readonly delegate* unmanaged[Cdecl]<byte*, int, Info*, nint> _open;
    private readonly delegate* unmanaged[Cdecl]<nint, long, int, long> _seek;
    private readonly delegate* unmanaged[Cdecl]<nint, float*, long, long> _read;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _close;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*> _error;
    private readonly delegate* unmanaged[Cdecl]<nint, int, byte*> _text;

    private SoundFileLibrary(nint library)
    {
        _open = (delegate* unmanaged[Cdecl]<byte*, int, Info*, nint>)NativeLibrary.GetExport(library, "sf_open");
        _seek = (delegate* unmanaged[Cdecl]<nint, long, int, long>)NativeLibrary.GetExport(library, "sf_seek");
        _read = (delegate* unmanaged[Cdecl]<nint, float*, long, long>)NativeLibrary.GetExport(library, "sf_readf_float");
        _close = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "sf_close");
        _error = (delegate* unmanaged[Cdecl]<nint, byte*>)NativeLibrary.GetExport(library, "sf_strerror");
        _text = (delegate* unmanaged[Cdecl]<nint, int, byte*>)NativeLibrary.GetExport(library, "sf_get_string");
    }

    /// <summary>The library of this machine; null if there is none.</summary>
    public static SoundFileLibrary? Default => s_default.Value;

    /// <summary>The first of these libraries that is there.</summary>
    public static SoundFileLibrary? Load(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(SoundFileLibrary).Assembly, null, out nint library)) return new SoundFileLibrary(library);
        }
        return null;
    }

    /// <summary>Opens a file; 0 with the reason if it cannot be.</summary>
    public nint Open(string path, out Info info, out string? reason)
    {
        if (MpegStream.IsBroken(path))
        {
            (info, reason) = (default, "it begins as an MP3 does, but no two frames of sound follow each other in it");
            return 0;
        }
        // Full, so that no name can be taken for an option ("-" is standard input).
        byte[] name = Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0');
        Info found = default;
        nint handle;
        fixed (byte* start = name) handle = _open(start, ReadMode, &found);
        info = found;
        reason = handle == 0 ? Reason(0) : null;
        return handle;
    }

    public long Seek(nint handle, long frame) => _seek(handle, frame, 0);

    public long Read(nint handle, Span<float> interleaved, int channels)
    {
        fixed (float* start = interleaved) return _read(handle, start, interleaved.Length / channels);
    }

    public void Close(nint handle) => _close(handle);

    /// <summary>A tag of an open file; empty where it has none.</summary>
    public string Text(nint handle, int tag) => Marshal.PtrToStringUTF8((nint)_text(handle, tag))?.Trim() ?? "";

    private string? Reason(nint handle) => Marshal.PtrToStringUTF8((nint)_error(handle))?.Trim().TrimEnd('.');
}
