using System.Buffers.Binary;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

public sealed class ClipReadingTests : IDisposable
{
    private const int TwoHours = 7200;
    private static readonly MelOptions s_mel = new() { SampleRate = 4000, FftSize = 512, HopLength = 256, MelBands = 32, Frames = 32 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(4000)] // the rate of the options
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(3999)]
    [InlineData(22051)] // more phases than are stored
    [InlineData(2000)]
    public void Clips_are_bit_identical_to_parts_of_the_whole_after_resampling(int sampleRate)
    {
        string path = Noise("noise.wav", sampleRate, 21);
        float[] whole = AudioReader.Read(path, 4000).Samples;
        foreach (double? hop in new double?[] { null, 1.1, 0.37, 4.5 })
        {
            List<AudioClip> clips = [.. AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples, hop, keepRest: true)];
            double step = hop * 4000 ?? s_mel.ClipSamples;
            Assert.Equal((int)Math.Ceiling(whole.Length / step), clips.Count);
            for (int n = 0; n < clips.Count; n++)
            {
                int start = (int)Math.Round(n * step);
                Assert.Equal((4000, start / 4000.0), (clips[n].SampleRate, clips[n].OffsetSeconds));
                Assert.True(whole.AsSpan(start, Math.Min(s_mel.ClipSamples, whole.Length - start)).SequenceEqual(clips[n].Samples), $"clip {n}");
            }
        }
    }

    [Fact]
    public void Resampling_in_blocks_is_bit_identical_to_one_pass()
    {
        float[] noise = TestSignals.Noise(60001, 5);
        foreach ((int from, int to) in new[] { (48000, 22050), (44100, 22050), (8000, 22050), (44056, 22050) })
        {
            var resampler = Resampler.For(from, to);
            var wanted = new float[resampler.TargetLength(noise.Length)];
            resampler.Resample(noise, 0, 0, wanted);
            string path = _folder.Write("noise.wav", new WaveBytes { Tag = 3, Bits = 32, SampleRate = (uint)from, Data = [.. noise.SelectMany(BitConverter.GetBytes)] }.ToArray());
            Assert.Equal(wanted, AudioReader.Read(path, to).Samples);
        }
    }

    [Fact]
    public void An_incomplete_last_clip_is_skipped_unless_requested()
    {
        string path = Noise("noise.wav", 4000, 5);
        Assert.Equal([s_mel.ClipSamples, s_mel.ClipSamples], AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples).Select(c => c.Samples.Length));
        Assert.Equal([s_mel.ClipSamples, s_mel.ClipSamples, 20000 - (2 * s_mel.ClipSamples)],
            AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples, keepRest: true).Select(c => c.Samples.Length));
        Assert.Empty(AudioReader.ReadClips(Noise("short.wav", 4000, 1), s_mel.SampleRate, s_mel.ClipSamples));
    }

    [Fact]
    public void The_caller_may_change_a_clip_even_if_clips_overlap()
    {
        string path = Noise("noise.wav", 8000, 9);
        float[][] untouched = [.. AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples, 0.5).Select(c => c.Samples)];
        int n = 0;
        foreach (AudioClip clip in AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples, 0.5))
        {
            Assert.Equal(untouched[n++], clip.Samples);
            clip.Samples.AsSpan().Clear();
        }
    }

    [Fact]
    public void A_recording_of_two_hours_needs_no_more_memory_than_one_of_a_minute()
    {
        string path = Silence("two hours.wav", TwoHours, clickAt: 5400);
        GC.KeepAlive(AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples).First()); // objects that are created once: the filter and the buffers of the pool
        long before = GC.GetAllocatedBytesForCurrentThread(), handedOut = 0;
        double loudest = 0, where = 0;
        foreach (AudioClip clip in AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples))
        {
            handedOut += sizeof(float) * clip.Samples.Length;
            int peak = Array.FindIndex(clip.Samples, v => v > loudest);
            if (peak < 0) continue;
            (loudest, where) = (clip.Samples.Max(), clip.OffsetSeconds + (Array.IndexOf(clip.Samples, clip.Samples.Max()) / 4000.0));
        }
        long kept = GC.GetAllocatedBytesForCurrentThread() - before - handedOut;
        Assert.Equal(4L * 4000 * TwoHours, handedOut, 4.0 * s_mel.ClipSamples);
        Assert.InRange(kept, 0, 2_000_000); // only the clips, which the caller releases
        Assert.Equal(5400, where, 1e-3);
    }

    [Fact]
    public void Only_the_requested_clip_of_two_hours_is_read()
    {
        string path = Silence("two hours.wav", TwoHours, clickAt: 5400);
        GC.KeepAlive(AudioReader.Read(path, 4000, 0, 1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        float[] samples = AudioReader.Read(path, 4000, 5399, 2).Samples;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.Equal(4000, Array.IndexOf(samples, samples.Max()));
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void An_invalid_hop_is_refused(double hop)
        => Assert.Throws<ArgumentOutOfRangeException>(() => AudioReader.ReadClips("any.wav", s_mel.SampleRate, s_mel.ClipSamples, hop));

    [Fact]
    public void Damage_is_reported_when_its_clip_is_enumerated()
    {
        float[] samples = TestSignals.Noise(40000, 1);
        samples[30000] = float.NaN;
        string path = _folder.Write("damaged.wav", new WaveBytes { Tag = 3, Bits = 32, SampleRate = 4000, Data = [.. samples.SelectMany(BitConverter.GetBytes)] }.ToArray());
        using IEnumerator<AudioClip> clips = AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples).GetEnumerator();
        Assert.True(clips.MoveNext());
        string message = Assert.Throws<Pix2PitchException>(() =>
        {
            while (clips.MoveNext())
            {
            }
        }).Message;
        Assert.Contains(path, message);
    }

    private string Noise(string name, int sampleRate, int seconds)
    {
        string path = _folder.File(name);
        WaveWriter.Write(path, TestSignals.Noise(sampleRate * seconds, 7), sampleRate);
        return path;
    }

    // 16 bits at 8 kHz; a sparse file, which needs no space on the disk.
    private string Silence(string name, int seconds, int clickAt)
    {
        byte[] head = new WaveBytes { SampleRate = 8000, DataLength = (uint)seconds * 16000 }.ToArray();
        string path = _folder.File(name);
        using FileStream file = File.Create(path);
        file.Write(head);
        file.SetLength(head.Length + (seconds * 16000L));
        file.Position = head.Length + (clickAt * 16000L);
        Span<byte> click = stackalloc byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(click, 30000);
        file.Write(click);
        return path;
    }
}
