using System.Buffers.Binary;
using Pix2Pitch.Audio;
using static Pix2Pitch.Transforms.Tests.Audio.SoundFileWriter;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>Recordings of hours in every format; <see cref="ClipReadingTests"/> has the same for WAV. Runs alone, so that memory can be told.</summary>
[Collection(nameof(AudioFuzzTests))]
public sealed class LongRecordingTests : IDisposable
{
    private const int Rate = 8000, TwoHours = 7200, HalfAnHour = 1800;
    private const long MostKept = 2_000_000, MostGrowth = 64 << 20;
    private static readonly MelSettings s_settings = new() { SampleRate = 4000, FftSize = 512, HopLength = 256, MelBands = 32, Frames = 32 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("flac", Flac | Pcm16, TwoHours)]
    [InlineData("mp3", Mpeg | Layer3, TwoHours)]
    [InlineData("ogg", Ogg | Vorbis, HalfAnHour)] // its encoder takes its time
    public void A_long_recording_takes_no_more_memory_than_a_short_one(string extension, int format, int seconds)
    {
        string brief = Write(_folder.File($"brief.{extension}"), format, Recording(60, clickAt: 30), Rate, 1);
        CheckMemory(brief, Write(_folder.File($"long.{extension}"), format, Recording(seconds, seconds * 3 / 4), Rate, 1), seconds);
    }

    [Fact]
    public void A_long_AIFF_takes_no_more_memory_than_a_short_one()
    {
        string brief = Write(_folder.File("brief.aiff"), Aiff | Pcm16, Recording(60, clickAt: 30), Rate, 1);
        byte[] head = File.ReadAllBytes(brief);
        int sound = head.AsSpan().IndexOf("SSND"u8);
        Array.Resize(ref head, sound + 16);
        // The same with two hours, most of which is a hole that takes no room on the disk.
        const int Bytes = TwoHours * Rate * 2;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), sound + 8 + Bytes);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(head.AsSpan().IndexOf("COMM"u8) + 10), TwoHours * Rate);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(sound + 4), 8 + Bytes);
        string path = _folder.File("long.aiff");
        using (FileStream file = File.Create(path))
        {
            file.Write(head);
            file.SetLength(head.Length + (long)Bytes);
            file.Position = head.Length + (2L * Rate * TwoHours * 3 / 4);
            file.Write([0x75, 0x30]);
        }
        CheckMemory(brief, path, TwoHours);
    }

    private static void CheckMemory(string brief, string path, int seconds)
    {
        Assert.Equal(30, FindClick(brief, 60), 0.01); // and what is made once: the filter, the buffers of the pool, the decoder's own
        long resident = Environment.WorkingSet, before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(seconds * 0.75, FindClick(path, seconds), 0.01);
        long kept = GC.GetAllocatedBytesForCurrentThread() - before - sizeof(float) * 4000L * seconds;
        Assert.InRange(kept, -100_000, MostKept); // nothing but the clips themselves, whose receiver lets them go
        Assert.InRange(Environment.WorkingSet - resident, long.MinValue, MostGrowth); // what the decoder takes is in this

        before = GC.GetAllocatedBytesForCurrentThread();
        float[] middle = AudioReader.Read(path, 4000, seconds * 0.75 - 1, 2).Samples;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.Equal(4000, Array.IndexOf(middle, middle.Max()), 40.0);
    }

    // The second at which the loudest sample is.
    private static double FindClick(string path, int seconds)
    {
        double loudest = 0, where = 0;
        long samples = 0;
        foreach (AudioClip clip in AudioReader.ReadClips(path, s_settings))
        {
            samples += clip.Samples.Length;
            for (int n = 0; n < clip.Samples.Length; n++)
            {
                if (!(clip.Samples[n] > loudest)) continue;
                (loudest, where) = (clip.Samples[n], clip.OffsetSeconds + n / 4000.0);
            }
        }
        Assert.Equal(4000L * seconds, samples, (double)s_settings.ClipSamples);
        return where;
    }

    // Silence but for one click of a few samples, a second at a time.
    private static IEnumerable<float[]> Recording(int seconds, int clickAt)
    {
        float[] silence = new float[Rate], click = new float[Rate];
        click.AsSpan(0, 8).Fill(0.9f);
        for (int second = 0; second < seconds; second++) yield return second == clickAt ? click : silence;
    }
}
