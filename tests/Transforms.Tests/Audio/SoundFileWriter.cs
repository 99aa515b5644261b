using System.Runtime.InteropServices;
using System.Text;
using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>Writes sound files through libsndfile, which ./setup.sh installs.</summary>
internal static class SoundFileWriter
{
    public const int Aiff = 0x020000, Wave64 = 0x0B0000, Flac = 0x170000, Ogg = 0x200000, Rf64 = 0x220000, Mpeg = 0x230000, Wave = 0x010000;
    public const int Pcm8 = 1, Pcm16 = 2, Pcm24 = 3, Pcm32 = 4, PcmUnsigned8 = 5, Float32 = 6, Float64 = 7, MuLaw = 0x10, Vorbis = 0x60, Opus = 0x64, Layer3 = 0x82;
    public const int LittleEndian = 0x10000000;

    /// <summary>Writes interleaved samples; fails where the library is not there, or cannot write this format.</summary>
    /// <returns>The path.</returns>
    public static string Write(string path, int format, float[] interleaved, int sampleRate, int channels = 1)
        => Write(path, format, [interleaved], sampleRate, channels);

    /// <summary>Writes tags (SF_STR_...) and interleaved samples block by block.</summary>
    /// <returns>The path.</returns>
    public static unsafe string Write(string path, int format, IEnumerable<float[]> blocks, int sampleRate, int channels, params (int Tag, string Text)[] tags)
    {
        Assert.True(NativeLibrary.TryLoad("libsndfile.so.1", out nint library), "libsndfile is not installed: run ./setup.sh.");
        var open = (delegate* unmanaged[Cdecl]<byte*, int, SoundFileLibrary.Info*, nint>)NativeLibrary.GetExport(library, "sf_open");
        var write = (delegate* unmanaged[Cdecl]<nint, float*, long, long>)NativeLibrary.GetExport(library, "sf_writef_float");
        var tell = (delegate* unmanaged[Cdecl]<nint, int, byte*, int>)NativeLibrary.GetExport(library, "sf_set_string");
        var close = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "sf_close");
        var info = new SoundFileLibrary.Info { SampleRate = sampleRate, Channels = channels, Format = format };
        nint file;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(path + '\0')) file = open(bytes, 0x20, &info);
        Assert.True(file != 0, $"This libsndfile does not write format 0x{format:X6}: 1.1 or later is needed for MP3.");
        foreach ((int tag, string text) in tags)
        {
            fixed (byte* bytes = Encoding.UTF8.GetBytes(text + '\0')) Assert.Equal(0, tell(file, tag, bytes));
        }
        foreach (float[] block in blocks)
        {
            long frames = block.Length / channels;
            fixed (float* start = block) Assert.Equal(frames, write(file, start, frames));
        }
        Assert.Equal(0, close(file));
        return path;
    }
}
