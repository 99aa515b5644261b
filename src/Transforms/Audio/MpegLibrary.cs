using System.Runtime.InteropServices;
using System.Text;

namespace Pix2Pitch.Audio;

/// <summary>
/// The functions of libmpg123 that are used, bound when the first MP3 needs them. libsndfile decodes MP3 with the same library, but does not
/// tell it to be quiet, so that it writes about every damaged or short file on standard error; nor how far back to begin when it is to go to
/// a place, so that the first frames from there on are wrong.
/// </summary>
internal sealed unsafe class MpegLibrary
{
    /// <summary>What reading returns when something was read, and when the end has come.</summary>
    public const int Ok = 0, Done = -12;

    // A frame's data begin up to 511 bytes before it; the smallest ones have 24, and need the one before them too.
    private const int FramesBefore = 16, MostFramesBefore = 30;
    private const int AddFlags = 2, Quiet = 0x20, ForceFloat = 0x400, NoFrankenstein = 0x1000000; // the last: what has another format ends the sound
    private static readonly string[] s_names = ["libmpg123.so.0", "libmpg123.0.dylib", "libmpg123-0.dll"];
    private static readonly Lazy<MpegLibrary?> s_default = new(static () => Load(s_names));

    private readonly delegate* unmanaged[Cdecl]<byte*, int*, nint> _new;
    private readonly delegate* unmanaged[Cdecl]<nint, int, CLong, double, int> _parameter;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, int> _open;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _scan;
    private readonly delegate* unmanaged[Cdecl]<nint, CLong*, int*, int*, int> _format;
    private readonly delegate* unmanaged[Cdecl]<nint, long> _length;
    private readonly delegate* unmanaged[Cdecl]<nint, long, int, long> _seek;
    private readonly delegate* unmanaged[Cdecl]<nint, float*, nuint, nuint*, int> _read;
    private readonly delegate* unmanaged[Cdecl]<nint, byte**, nint**, int> _tags;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _delete;

    private MpegLibrary(nint library)
    {
        _new = (delegate* unmanaged[Cdecl]<byte*, int*, nint>)NativeLibrary.GetExport(library, "mpg123_new");
        _parameter = (delegate* unmanaged[Cdecl]<nint, int, CLong, double, int>)NativeLibrary.GetExport(library, "mpg123_param");
        _open = (delegate* unmanaged[Cdecl]<nint, byte*, int>)NativeLibrary.GetExport(library, "mpg123_open");
        _scan = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "mpg123_scan");
        _format = (delegate* unmanaged[Cdecl]<nint, CLong*, int*, int*, int>)NativeLibrary.GetExport(library, "mpg123_getformat");
        _length = (delegate* unmanaged[Cdecl]<nint, long>)NativeLibrary.GetExport(library, "mpg123_length_64");
        _seek = (delegate* unmanaged[Cdecl]<nint, long, int, long>)NativeLibrary.GetExport(library, "mpg123_seek_64");
        _read = (delegate* unmanaged[Cdecl]<nint, float*, nuint, nuint*, int>)NativeLibrary.GetExport(library, "mpg123_read");
        _tags = (delegate* unmanaged[Cdecl]<nint, byte**, nint**, int>)NativeLibrary.GetExport(library, "mpg123_id3");
        _delete = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, "mpg123_delete");
        ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "mpg123_init"))(); // nothing since 1.27
    }

    /// <summary>The library of this machine; null if there is none.</summary>
    public static MpegLibrary? Default => s_default.Value;

    /// <summary>The first of these libraries that is there; null too if it lacks a function.</summary>
    public static MpegLibrary? Load(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (!NativeLibrary.TryLoad(name, typeof(MpegLibrary).Assembly, null, out nint library)) continue;
            try
            {
                return new MpegLibrary(library);
            }
            catch (EntryPointNotFoundException)
            {
                return null; // libsndfile does it then
            }
        }
        return null;
    }

    /// <summary>Opens a file whose whole length is looked through; 0 if there is nothing in it that could be decoded.</summary>
    public nint Open(string path, out int sampleRate, out int channels, out long length)
    {
        (sampleRate, channels, length) = (0, 0, 0);
        int error, encoding, count;
        CLong rate;
        nint handle = _new(null, &error);
        if (handle == 0) return 0;
        int opened;
        fixed (byte* start = Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0'))
        {
            bool isSet = _parameter(handle, AddFlags, new CLong(Quiet | ForceFloat | NoFrankenstein), 0) == Ok
                && _parameter(handle, FramesBefore, new CLong(MostFramesBefore), 0) == Ok;
            opened = isSet ? _open(handle, start) : -1;
        }
        if (opened != Ok || _scan(handle) != Ok || _format(handle, &rate, &count, &encoding) != Ok)
        {
            _delete(handle);
            return 0;
        }
        (sampleRate, channels, length) = ((int)rate.Value, count, _length(handle));
        return handle;
    }

    public long Seek(nint handle, long sample) => _seek(handle, sample, 0);

    public int Read(nint handle, Span<float> values, out int count)
    {
        nuint bytes;
        int result;
        fixed (float* start = values) result = _read(handle, start, (nuint)values.Length * sizeof(float), &bytes);
        count = (int)(bytes / sizeof(float));
        return result;
    }

    /// <summary>Closes a file.</summary>
    public void Close(nint handle) => _delete(handle);

    /// <summary>Title, artist, year and genre of an open file, from its ID3 tags; empty where it has none.</summary>
    public (string Title, string Artist, string Year, string Genre) Tags(nint handle)
    {
        byte* first; // mpg123_id3v1: "TAG", title and artist and album of 30 bytes each, year of 4
        nint* second; // mpg123_id3v2: version, then title, artist, album, year, genre: pointers to texts, which begin with a pointer to their letters
        if (_tags(handle, &first, &second) != Ok) return ("", "", "", "");
        bool hasSecond = second is not null;
        return (
            hasSecond && Text(second[1]) is { Length: > 0 } title ? title : Latin(first, 3, 30),
            hasSecond && Text(second[2]) is { Length: > 0 } artist ? artist : Latin(first, 33, 30),
            hasSecond && Text(second[4]) is { Length: > 0 } year ? year : Latin(first, 93, 4),
            hasSecond ? Text(second[5]) : "");

        static string Text(nint text) => text == 0 ? "" : Marshal.PtrToStringUTF8(*(nint*)text)?.Trim() ?? "";

        static string Latin(byte* tag, int start, int most)
        {
            if (tag is null) return "";
            ReadOnlySpan<byte> letters = new(tag + start, most);
            int end = letters.IndexOf((byte)0);
            return Encoding.Latin1.GetString(end < 0 ? letters : letters[..end]).Trim();
        }
    }
}
