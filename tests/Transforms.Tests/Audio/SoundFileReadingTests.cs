using Pix2Pitch.Audio;
using static Pix2Pitch.Transforms.Tests.Audio.SoundFileWriter;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>FLAC, OGG, MP3 and AIFF, in files that libsndfile itself writes.</summary>
public sealed class SoundFileReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int, double> Formats => new()
    {
        { "flac", Flac | Pcm8, 0.02 }, { "flac", Flac | Pcm16, 1e-4 }, { "flac", Flac | Pcm24, 1e-6 },
        { "aiff", Aiff | Pcm8, 0.02 }, { "aiff", Aiff | Pcm16, 1e-4 }, { "aiff", Aiff | Pcm24, 1e-6 }, { "aiff", Aiff | Pcm32, 1e-7 },
        { "aifc", Aiff | Float32, 1e-7 }, { "aifc", Aiff | Float64, 1e-7 }, { "aifc", Aiff | Pcm16 | LittleEndian, 1e-4 },
        { "ogg", Ogg | Vorbis, 0.1 }, { "mp3", Mpeg | Layer3, 0.1 },
        { "wav", Rf64 | Pcm16, 1e-4 }, { "w64", Wave64 | Pcm24, 1e-6 }, { "wav", Wave | LittleEndian | Float32, 1e-7 },
    };

    [Theory, MemberData(nameof(Formats))]
    public void Both_channels_are_mixed_and_resampled_whatever_the_format(string extension, int format, double tolerance)
    {
        float[] left = TestSignals.Music(44100, 22050), right = TestSignals.Music(44100, 22050, 2);
        string path = Make($"stereo.{extension}", format, [.. left.SelectMany((value, n) => new[] { value, right[n] })], 44100, 2);
        float[] mono = [.. left.Zip(right, (a, b) => (a + b) / 2)], read = AudioReader.Read(path, 44100, 0, 0.5).Samples;
        double error = mono.Zip(read, (a, b) => Math.Pow(a - b, 2)).Sum(), energy = mono.Sum(v => Math.Pow(v, 2));
        Assert.True(error < tolerance * tolerance * energy, $"{Math.Sqrt(error / energy)}");
        Assert.Equal(22050 / 4, AudioReader.Read(path, 22050, 0.125, 0.25).Samples.Length, 1.0);
    }

    [Fact]
    public void Opus_is_read_at_its_own_rate_and_resampled()
    {
        string path = Make("speech.opus", Ogg | Opus, TestSignals.Tone(440, 48000, 48000), 48000);
        float[] samples = AudioReader.Read(path, 22050).Samples;
        Assert.InRange(samples.Length, 22000, 22500);
        Assert.Equal(0.5, samples[8000..12000].Max(), 0.05);
    }

    [Fact]
    public void Clips_of_a_compressed_file_are_those_of_the_whole()
    {
        foreach ((string extension, int format) in new[] { ("flac", Flac | Pcm16), ("ogg", Ogg | Vorbis), ("mp3", Mpeg | Layer3), ("aiff", Aiff | Pcm16) })
        {
            string path = Make($"long.{extension}", format, TestSignals.Music(44100, 300_000), 44100);
            var settings = new MelSettings { SampleRate = 22050, FftSize = 2048, HopLength = 512, MelBands = 32, Frames = 64 };
            float[] whole = AudioReader.Read(path, 22050).Samples;
            AudioClip[] clips = [.. AudioReader.ReadClips(path, settings)];
            Assert.Equal(whole.Length / settings.ClipSamples, clips.Length);
            for (int n = 0; n < clips.Length; n++)
                Assert.True(whole.AsSpan(n * settings.ClipSamples, settings.ClipSamples).SequenceEqual(clips[n].Samples), $"{extension}, clip {n}");
        }
    }

    [Theory]
    [InlineData("flac", 0x170002, 1e-4)]
    [InlineData("aiff", 0x020002, 1e-4)]
    [InlineData("ogg", 0x200060, 0.1)]
    [InlineData("mp3", 0x230082, 0.1)]
    public void A_file_is_read_whole_and_in_part(string extension, int format, double tolerance)
    {
        float[] music = TestSignals.Music(44100, 44100);
        string path = Make($"été.{extension}", format, music, 44100);
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
    [InlineData("mp3", 0x230082)]
    public void A_file_cut_in_half_is_refused_or_read_as_far_as_it_says(string extension, int format)
    {
        string path = Make($"whole.{extension}", format, TestSignals.Noise(44100, 1), 22050);
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
        foreach (string name in new[] { "words.flac", "words.mp3", "words.ogg", "words.wav", "words.aiff", "words.opus" })
        {
            string path = _folder.Write(name, string.Concat(Enumerable.Repeat("These are words and no music at all.\n", 200)));
            string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
            Assert.Contains(path, message);
            Assert.Contains("is not a sound file", message);
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
        string path = Make("mu-law.wav", 0x010010, music, 22050);
        float[] samples = AudioReader.Read(path, 22050).Samples;
        for (int n = 0; n < music.Length; n++) Assert.Equal(music[n], samples[n], 0.05);
    }

    private string Make(string name, int format, float[] samples, int sampleRate, int channels = 1)
        => SoundFileWriter.Write(_folder.File(name), format, samples, sampleRate, channels);
}
