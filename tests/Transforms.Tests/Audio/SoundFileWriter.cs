using System.Runtime.InteropServices;
using System.Text;
using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>Writes sound files through libsndfile, where it is installed.</summary>
internal static class SoundFileWriter
{
    public const int Aiff = 0x020000, Wave64 = 0x0B0000, Flac = 0x170000, Ogg = 0x200000, Rf64 = 0x220000, Mpeg = 0x230000, Wave = 0x010000;
    public const int Pcm8 = 1, Pcm16 = 2, Pcm24 = 3, Pcm32 = 4, PcmUnsigned8 = 5, Float32 = 6, Float64 = 7, MuLaw = 0x10, Vorbis = 0x60, Opus = 0x64, Layer3 = 0x82;
    public const int LittleEndian = 0x10000000;

    /// <summary>Writes tags (SF_STR_...) and interleaved samples; false where the library is not there, or cannot write this format.</summary>
    public static unsafe bool TryWrite(string path, int format, float[] interleaved, int sampleRate, int channels = 1, params (int Tag, string Text)[] tags)
    {
        if (!NativeLibrary.TryLoad("libsndfile.so.1", out nint library)) return false;
        var open = (delegate* unmanaged[Cdecl]<byte*, int, SoundFileLibrary.Info*, nint>)NativeLibrary.GetExport(library, "sf_open");
        var write = (delegate* unmanaged[Cdecl]<nint, float*, long, long>)NativeLibrary.GetExport(library, "sf_writef_float");
        var tell = (delegate* unmanaged[Cdecl]<nint, int, byte*, int>)NativeLibrary.GetExport(library, "sf_set_string");
        var close = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "sf_close");
        var info = new SoundFileLibrary.Info { SampleRate = sampleRate, Channels = channels, Format = format };
        nint file;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(path + '\0')) file = open(bytes, 0x20, &info);
        if (file == 0) return false;
        foreach ((int tag, string text) in tags)
        {
            fixed (byte* bytes = Encoding.UTF8.GetBytes(text + '\0')) Assert.Equal(0, tell(file, tag, bytes));
        }
        long frames = interleaved.Length / channels;
        fixed (float* start = interleaved) Assert.Equal(frames, write(file, start, frames));
        Assert.Equal(0, close(file));
        return true;
    }
}
