using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Tests for all formats.</summary>
public sealed class SoundFileReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("level8.flac"), InlineData("flac.oga"), InlineData("quality3.ogg"), InlineData("vbr2.mp3"), InlineData("layer2.mp2")]
    public void Both_channels_are_mixed_and_resampled_in_each_format(string name)
    {
        string path = ReferenceFile.PathOf(name);
        float[] values = ReferenceFile.ReadAll(path), mono = AudioReader.Read(path, 44100).Samples;
        Assert.Equal(values.Length / 2, mono.Length);
        for (int i = 0; i < mono.Length; i++) Assert.Equal((values[2 * i] + values[2 * i + 1]) / 2, mono[i], 1e-6);
        Assert.Equal(1102, AudioReader.Read(path, 22050, 0.02, 0.05).Samples.Length, 1.0);
    }

    [Fact]
    public void Clips_of_a_file_are_those_of_the_whole()
    {
        var mel = new MelOptions { SampleRate = 22050, FftSize = 256, HopLength = 64, MelBands = 8, Frames = 16 };
        foreach (string name in (string[])["block1000-order32.flac", "mono.ogg", "vbr6.mp3", "ffmpeg.mp3"])
        {
            float[] whole = AudioReader.Read(ReferenceFile.PathOf(name), 22050).Samples;
            AudioClip[] clips = [.. AudioReader.ReadClips(ReferenceFile.PathOf(name), mel.SampleRate, mel.ClipSamples)];
            Assert.Equal(whole.Length / mel.ClipSamples, clips.Length);
            for (int n = 0; n < clips.Length; n++)
                Assert.True(whole.AsSpan(n * mel.ClipSamples, mel.ClipSamples).SequenceEqual(clips[n].Samples), $"{name}, clip {n}");
            foreach (AudioClip clip in AudioReader.ReadClips(ReferenceFile.PathOf(name), mel.SampleRate, mel.ClipSamples, hopSeconds: 0.1))
                Assert.True(whole.AsSpan((int)Math.Round(clip.OffsetSeconds * 22050), mel.ClipSamples).SequenceEqual(clip.Samples), $"{name}, {clip.OffsetSeconds} s");
        }
    }

    [Fact]
    public void Text_renamed_to_a_sound_file_is_refused()
    {
        foreach (string name in (string[])["words.flac", "words.mp3", "words.ogg", "words.wav", "words.aiff", "words.opus"])
        {
            string path = _folder.Write(name, string.Concat(Enumerable.Repeat("These are words and no music at all.\n", 200)));
            string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
            Assert.Contains(path, message);
            Assert.Contains("is not a sound file", message);
        }
    }

    public static TheoryData<string, byte[], string> Foreign => new()
    {
        { "a.m4a", [0, 0, 0, 32, .. "ftypM4A "u8, .. new byte[100]], "MP4" },
        { "a.caf", [.. "caff"u8, .. new byte[100]], "CAF" },
        { "a.wma", [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, .. new byte[100]], "WMA" },
        { "a.mka", [0x1A, 0x45, 0xDF, 0xA3, .. new byte[100]], "Matroska" },
        { "a.wv", [.. "wvpk"u8, .. new byte[100]], "WavPack" },
        { "a.ape", [.. "MAC "u8, .. new byte[100]], "Monkey" },
        { "a.mid", [.. "MThd"u8, .. new byte[100]], "MIDI" },
        { "a.aac", [0xFF, 0xF1, 0x50, 0x80, .. new byte[100]], "AAC" },
        { "a.dsf", [.. "DSD "u8, .. new byte[100]], "DSD" },
    };

    [Theory, MemberData(nameof(Foreign))]
    public void Unsupported_formats_are_refused_and_named(string name, byte[] bytes, string expected)
    {
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(_folder.Write(name, bytes), 22050)).Message;
        Assert.Contains(expected, message);
        Assert.Contains("use WAV, FLAC, OGG, MP3 or AIFF", message);
    }

    [Fact]
    public void Channels_that_cancel_each_other_out_are_distinguished_from_silence()
    {
        float[] left = TestSignals.Music(8000, 40_000);
        string path = Stereo(left, [.. left.Select(v => -v)]);
        Assert.Contains("cancel each other out", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 8000)).Message);
        Assert.Contains("cancel each other out", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 4000, 1, 1)).Message);
        var mel = new MelOptions { SampleRate = 4000, FftSize = 512, HopLength = 128, MelBands = 16, Frames = 32 };
        Assert.Contains(path, Assert.Throws<Pix2PitchException>(() => AudioReader.ReadClips(path, mel.SampleRate, mel.ClipSamples).First()).Message);
        // Not exactly the inverse, as after a lossy encoder.
        float[] noise = TestSignals.Noise(40_000, 1);
        path = Stereo(left, [.. left.Zip(noise, (value, other) => -value + 0.001f * other)]);
        Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 8000));
    }

    [Fact]
    public void Silent_identical_or_unrelated_channels_do_not_cancel_each_other_out()
    {
        float[] left = TestSignals.Music(8000, 40_000), silence = new float[40_000];
        foreach (float[] right in (float[][])[left, silence, TestSignals.Noise(40_000, 2)]) Assert.Equal(40_000, AudioReader.Read(Stereo(left, right), 8000).Samples.Length);
        Assert.Equal(40_000, AudioReader.Read(Stereo(silence, silence), 8000).Samples.Length);
        // One of many channels, and one second with a side signal in a recording without one.
        Assert.NotEmpty(AudioReader.Read(_folder.Write("8.wav", new WaveBytes { Channels = 8, Tag = 3, Bits = 32, Data = [.. left.SelectMany(v => BitConverter.GetBytes(v).Concat(new byte[28]))] }.ToArray()), 22050).Samples);
    }

    private string Stereo(float[] left, float[] right)
        => _folder.Write("stereo.wav", new WaveBytes { Channels = 2, SampleRate = 8000, Tag = 3, Bits = 32, Data = [.. left.Zip(right).SelectMany(pair => BitConverter.GetBytes(pair.First).Concat(BitConverter.GetBytes(pair.Second)))] }.ToArray());
}
