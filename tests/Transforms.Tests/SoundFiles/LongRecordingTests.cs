using System.Buffers.Binary;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Recordings of hours in every format; <see cref="ClipReadingTests"/> has the same for WAV. Runs alone, so that memory can be measured.</summary>
[Collection(nameof(AudioFuzzTests))]
public sealed class LongRecordingTests : IDisposable
{
    private const int Rate = 8000, TwoHours = 7200, HalfAnHour = 1800;
    private const long MaxKept = 2_000_000, MaxGrowth = 64 << 20;
    private static readonly MelOptions s_mel = new() { SampleRate = 4000, FftSize = 512, HopLength = 256, MelBands = 32, Frames = 32 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_long_FLAC_takes_no_more_memory_than_a_short_one() => CheckMemory(Flac("brief.flac", 60), Flac("long.flac", TwoHours), TwoHours);

    [Fact]
    public void A_long_MP3_takes_no_more_memory_than_a_short_one() => CheckMemory(Mpeg("brief.mp3", 60), Mpeg("long.mp3", TwoHours), TwoHours);

    [Fact]
    public void A_long_OGG_takes_no_more_memory_than_a_short_one() => CheckMemory(Ogg("brief.ogg", 60), Ogg("long.ogg", HalfAnHour), HalfAnHour);

    [Fact]
    public void A_long_AIFF_takes_no_more_memory_than_a_short_one()
    {
        float[] minute = new float[60 * Rate];
        minute.AsSpan(30 * Rate, 8).Fill(0.9f);
        byte[] head = AiffBytes.Of(minute, Rate).ToArray();
        string brief = _folder.Write("brief.aiff", head);
        int sound = head.AsSpan().IndexOf("SSND"u8);
        Array.Resize(ref head, sound + 16);
        // The same with two hours in a sparse file, which needs no space on the disk.
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
        Assert.Equal(30, FindClick(brief, 60), 1.1); // also creates objects that are created once: the filter, the buffers of the pool and of the decoder
        long resident = Environment.WorkingSet, before = GC.GetAllocatedBytesForCurrentThread();
        double where = FindClick(path, seconds);
        Assert.Equal(seconds * 0.75, where, 1.1);
        long kept = GC.GetAllocatedBytesForCurrentThread() - before - sizeof(float) * 4000L * seconds;
        Assert.InRange(kept, -100_000, MaxKept); // only the clips, which the caller releases
        Assert.InRange(Environment.WorkingSet - resident, long.MinValue, MaxGrowth); // includes the memory of the decoder

        before = GC.GetAllocatedBytesForCurrentThread();
        float[] middle = AudioReader.Read(path, 4000, where - 1, 2).Samples;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxKept);
        Assert.Equal(4000, Array.IndexOf(middle, middle.Max()), 40.0);
    }

    // The second at which the loudest sample is.
    private static double FindClick(string path, int seconds)
    {
        double loudest = 0, where = 0;
        long samples = 0;
        foreach (AudioClip clip in AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples))
        {
            samples += clip.Samples.Length;
            for (int n = 0; n < clip.Samples.Length; n++)
            {
                if (!(clip.Samples[n] > loudest)) continue;
                (loudest, where) = (clip.Samples[n], clip.OffsetSeconds + n / 4000.0);
            }
        }
        Assert.Equal(4000L * seconds, samples, (double)s_mel.ClipSamples);
        return where;
    }

    // Silence except for a click at half of a minute, or at three quarters of a longer recording.
    private string Flac(string name, int seconds)
    {
        int[] silence = new int[4000], click = new int[4000];
        click.AsSpan(0, 8).Fill(30000);
        FlacBytes quiet = new() { Samples = [silence], SampleRate = Rate, BlockSize = 4000, Predictor = -1, TotalSamples = (long)seconds * Rate, Md5 = new byte[16] };
        string path = _folder.File(name);
        using FileStream file = File.Create(path);
        file.Write("fLaC"u8);
        file.Write(quiet.StreamInfoBlock(isLast: true));
        for (int n = 0; n < seconds * Rate / 4000; n++)
        {
            bool isClick = n == ClickAt(seconds) * Rate / 4000;
            file.Write(isClick ? (quiet with { Predictor = 2 }).Frame([click], n) : quiet.Frame([silence], n));
        }
        return path;
    }

    // The frames of silence.mp3 are independent; the click is made of some frames of smallest.mp3, and those after it that have its data.
    private string Mpeg(string name, int seconds)
    {
        const int FrameBytes = 72, FrameSamples = 576;
        byte[] silence = ReferenceFile.Bytes("silence.mp3")[(5 * FrameBytes)..(6 * FrameBytes)], click = ReferenceFile.Bytes("smallest.mp3")[FrameBytes..(5 * FrameBytes)];
        string path = _folder.File(name);
        using FileStream file = File.Create(path);
        int frames = seconds * Rate / FrameSamples, at = (int)(ClickAt(seconds) * Rate / FrameSamples);
        for (int n = 0; n < frames; n++)
        {
            if (n == at) file.Write(click);
            if (n < at || n >= at + 4) file.Write(silence);
        }
        return path;
    }

    // A packet of silence.ogg, repeated; the click is made of some packets of voice.ogg, which has the same encoder settings.
    private string Ogg(string name, int seconds)
    {
        const int PacketSamples = 256, PerPage = 32;
        List<byte[]> pages = OggBytes.Pages(ReferenceFile.Bytes("silence.ogg"));
        byte[] silence = OggBytes.Packets(pages[2])[10];
        List<byte[]> quiet = [.. Enumerable.Repeat(silence, PerPage)], click = [.. quiet];
        for (int n = 10; n < 14; n++) click[n] = OggBytes.Packets(OggBytes.Pages(ReferenceFile.Bytes("voice.ogg"))[2])[n];
        string path = _folder.File(name);
        using FileStream file = File.Create(path);
        file.Write(pages[0]);
        file.Write(pages[1]);
        int count = 1 + seconds * Rate / (PacketSamples * PerPage), at = (int)(ClickAt(seconds) * Rate / (PacketSamples * PerPage));
        for (int n = 0; n < count; n++)
        {
            long granule = (long)PacketSamples * ((n + 1) * PerPage - 1);
            file.Write(OggBytes.Page(n == at ? click : quiet, (byte)(n == count - 1 ? 4 : 0), granule, 6, (uint)n + 2));
        }
        return path;
    }

    private static double ClickAt(int seconds) => seconds <= 60 ? 30 : seconds * 0.75;
}
