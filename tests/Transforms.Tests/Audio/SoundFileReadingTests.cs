using System.Runtime.InteropServices;
using System.Text;
using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>FLAC, OGG, MP3 and AIFF, in files that libsndfile itself writes; where it is not installed, what is said then.</summary>
public sealed class SoundFileReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("flac", 0x170002, 1e-4)]
    [InlineData("aiff", 0x020002, 1e-4)]
    [InlineData("ogg", 0x200060, 0.1)]
    [InlineData("mp3", 0x230082, 0.1)]
    public void A_file_is_read_whole_and_in_part(string extension, int format, double tolerance)
    {
        float[] music = TestSignals.Music(44100, 44100);
        if (Make($"été.{extension}", format, music, 44100) is not { } path) return;
        AudioSignal whole = AudioReader.Read(path, 44100);
        Assert.InRange(whole.Samples.Length, 44100, 44100 + 2400); // an MP3 is filled up to whole frames
        double error = 0, energy = 0;
        for (int n = 0; n < 44100; n++)
        {
            error += Math.Pow(whole.Samples[n] - music[n], 2);
            energy += Math.Pow(music[n], 2);
        }
        Assert.True(error < tolerance * tolerance * energy, $"{Math.Sqrt(error / energy)}");

        AudioSignal part = AudioReader.Read(path, 22050, 0.25, 0.5);
        Assert.Equal((11025, 22050), (part.Samples.Length, part.SampleRate));
    }

    [Theory]
    [InlineData("flac", 0x170002)]
    [InlineData("ogg", 0x200060)]
    [InlineData("aiff", 0x020002)]
    public void A_file_cut_in_half_is_refused_or_read_as_far_as_it_says(string extension, int format)
    {
        if (Make($"whole.{extension}", format, TestSignals.Noise(44100, 1), 22050) is not { } path) return;
        byte[] bytes = File.ReadAllBytes(path);
        string half = _folder.Write($"half.{extension}", bytes[..(bytes.Length / 2)]);
        try
        {
            Assert.InRange(AudioReader.Read(half, 22050).Samples.Length, 1, 44099); // OGG and AIFF: the length that is there
        }
        catch (Pix2PitchException e)
        {
            Assert.Contains(half, e.Message);
        }
        if (extension == "flac") Assert.Throws<Pix2PitchException>(() => AudioReader.Read(half, 22050));
    }

    [Fact]
    public void Text_renamed_to_flac_is_refused()
    {
        foreach (string name in new[] { "words.flac", "words.mp3", "words.ogg", "words.wav" })
        {
            string path = _folder.Write(name, string.Concat(Enumerable.Repeat("These are words and no music at all.\n", 200)));
            string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
            Assert.Contains(path, message);
            Assert.True(message.Contains("is not a sound file") || message.Contains("libsndfile1"), message);
        }
    }

    [Fact]
    public void Without_the_library_the_sentence_says_what_to_install()
    {
        Assert.Null(SoundFileLibrary.Load(["libdoes-not-exist.so.7"]));
        string message = Assert.Throws<Pix2PitchException>(() => SoundFileReader.Open("a.flac", null)).Message;
        Assert.Contains("a.flac", message);
        Assert.Contains("apt-get install libsndfile1", message);
    }

    [Fact]
    public void A_WAV_in_an_encoding_of_its_own_is_left_to_the_library()
    {
        float[] music = TestSignals.Music(22050, 22050);
        if (Make("mu-law.wav", 0x010010, music, 22050) is not { } path) return;
        float[] samples = AudioReader.Read(path, 22050).Samples;
        for (int n = 0; n < music.Length; n++) Assert.Equal(music[n], samples[n], 0.05);
    }

    // Null where libsndfile is not there, or cannot write this format.
    private unsafe string? Make(string name, int format, float[] samples, int sampleRate)
    {
        if (!NativeLibrary.TryLoad("libsndfile.so.1", out nint library)) return null;
        var open = (delegate* unmanaged[Cdecl]<byte*, int, SoundFileLibrary.Info*, nint>)NativeLibrary.GetExport(library, "sf_open");
        var write = (delegate* unmanaged[Cdecl]<nint, float*, long, long>)NativeLibrary.GetExport(library, "sf_writef_float");
        var close = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "sf_close");
        var info = new SoundFileLibrary.Info { SampleRate = sampleRate, Channels = 1, Format = format };
        string path = _folder.File(name);
        nint file;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(path + '\0')) file = open(bytes, 0x20, &info);
        if (file == 0) return null;
        fixed (float* start = samples) Assert.Equal(samples.Length, write(file, start, samples.Length));
        Assert.Equal(0, close(file));
        return path;
    }
}
