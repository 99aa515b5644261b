using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Ogg files with several streams, chained or multiplexed, and damaged files.</summary>
public sealed class OggReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Chains => new()
    {
        { "mono.ogg", "mono.ogg" }, // with the same serial number, as `cat` makes them
        { "mono.ogg", "skeleton.ogg" },
        { "quality3.ogg", "flac.oga" },
    };

    [Theory, MemberData(nameof(Chains))]
    public void Consecutive_recordings_are_read_as_one(string first, string second)
    {
        string path = _folder.Write("chain.ogg", [.. ReferenceFile.Bytes(first), .. ReferenceFile.Bytes(second)]);
        float[] whole = [.. ReferenceFile.ReadAll(ReferenceFile.PathOf(first)), .. ReferenceFile.ReadAll(ReferenceFile.PathOf(second))];
        Assert.Equal(whole, ReferenceFile.ReadAll(path));
        using SampleReader reader = SampleReader.Open(path);
        int channels = reader.Channels, length = whole.Length / channels;
        Assert.Equal(length, reader.Length);
        foreach (int place in (int[])[length / 2 + 100, 10, length / 2 - 10, length / 2, length - 5])
        {
            reader.Seek(place);
            int count = Math.Min(300, length - place);
            Assert.Equal(whole[(place * channels)..((place + count) * channels)], ReferenceFile.Read(reader, count));
        }
    }

    [Fact]
    public void Consecutive_recordings_in_different_formats_are_refused()
    {
        string message = Refuses([.. ReferenceFile.Bytes("mono.ogg"), .. ReferenceFile.Bytes("voice.ogg")]);
        Assert.Contains("44100 Hz and 1 channels, then 8000 Hz and 1", message);
        Assert.Contains("then 44100 Hz and 2", Refuses([.. ReferenceFile.Bytes("mono.ogg"), .. ReferenceFile.Bytes("quality3.ogg")]));
    }

    [Fact]
    public void Opus_is_refused_by_its_name_alone_and_after_another_recording()
    {
        Assert.Contains("Opus", Refuses(ReferenceFile.Bytes("opus.opus")));
        Assert.Contains("Opus", Refuses([.. ReferenceFile.Bytes("mono.ogg"), .. ReferenceFile.Bytes("opus.opus")]));
    }

    [Fact]
    public void A_file_without_sound_is_refused()
        => Assert.Contains("without sound in a known codec", Refuses(OggBytes.Page([1, 2, 3, 4, 5, 6, 7, 8, 9], 2, 0, 1, 0)));

    [Fact]
    public void Pages_of_other_streams_are_skipped()
    {
        List<byte[]> pages = OggBytes.Pages(ReferenceFile.Bytes("mono.ogg"));
        byte[] other = OggBytes.Page(new byte[300], 2, 0, 99, 0);
        byte[] mixed = [.. other, .. pages[0], .. pages.Skip(1).SelectMany((page, n) => page.Concat(OggBytes.Page(new byte[n * 10], 0, n, 99, (uint)n + 1)))];
        Assert.Equal(ReferenceFile.ReadAll(ReferenceFile.PathOf("mono.ogg")), ReferenceFile.ReadAll(_folder.Write("mixed.ogg", mixed)));
    }

    [Theory, InlineData("quality3.ogg"), InlineData("flac.oga")]
    public void A_changed_or_missing_page_is_damage(string name)
    {
        List<byte[]> pages = OggBytes.Pages(ReferenceFile.Bytes(name));
        byte[] changed = [.. ReferenceFile.Bytes(name)];
        changed[^200] ^= 1;
        Assert.Contains("damaged", Refuses(changed));
        int middle = pages.Count - 2;
        Assert.Contains("missing", Refuses([.. pages.Where((_, n) => n != middle).SelectMany(page => page)]));
    }

    [Fact]
    public void A_file_that_ends_within_a_page_is_truncated()
    {
        byte[] bytes = ReferenceFile.Bytes("quality3.ogg");
        Assert.Contains("cut off", Refuses(bytes[..^100]));
    }

    [Fact]
    public void A_stream_without_its_last_page_is_read_to_its_end()
    {
        List<byte[]> pages = OggBytes.Pages(ReferenceFile.Bytes("voice.ogg"));
        List<byte[]> audio = pages[..^1];
        if (audio.Count < 3) return; // all sound is in one page
        float[] whole = ReferenceFile.ReadAll(ReferenceFile.PathOf("voice.ogg")), part = ReferenceFile.ReadAll(_folder.Write("part.ogg", [.. audio.SelectMany(page => page)]));
        Assert.Equal(whole[..part.Length], part);
    }

    [Theory, InlineData(5000), InlineData(1_000_000)]
    public void One_page_of_a_longer_stream_has_all_its_samples(long granulesBefore)
    {
        List<byte[]> pages = OggBytes.Pages(ReferenceFile.Bytes("voice.ogg"));
        List<byte[]> sound = [.. pages.Skip(2).SelectMany(OggBytes.Packets)];
        float[] whole = ReferenceFile.ReadAll(ReferenceFile.PathOf("voice.ogg"));
        byte[] page = OggBytes.Page(sound, 4, whole.Length + granulesBefore, BitConverter.ToUInt32(pages[0], 14), 2);
        float[] part = ReferenceFile.ReadAll(_folder.Write("part.ogg", [.. pages[0], .. pages[1], .. page]));
        Assert.InRange(part.Length, whole.Length, whole.Length + 1024); // the last block is complete
        Assert.Equal(whole, part[..whole.Length]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Many_large_codebooks_need_little_memory(bool hasLongCodes)
    {
        byte[] identification = [.. "\u0001vorbis"u8, 0, 0, 0, 0, 1, .. BitConverter.GetBytes(44100), .. new byte[12], 0xB8, 1];
        byte[] comments = [.. "\u0003vorbis"u8, .. new byte[8], 1], setup = [.. "\u0005vorbis"u8, .. Codebooks(12, hasLongCodes)];
        byte[] bytes = [.. OggBytes.Page(identification, 2, 0, 1, 0), .. OggBytes.Page([comments, setup], 0, 0, 1, 1)];
        string path = _folder.Write("books.ogg", bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("headers are invalid", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 44100)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    // Codebooks with 250,000 pairs of values, or with codes whose tables have a million entries.
    private static byte[] Codebooks(int count, bool hasLongCodes)
    {
        const int Bits = 18;
        int[] lengths = [30, .. Enumerable.Range(11, 20).Reverse()]; // all codes that begin with the same ten bits
        var bits = new List<bool>();
        Write(count - 1, 8);
        for (int n = 0; n < count; n++)
        {
            Write(0x564342, 24);
            Write(2, 16);
            if (hasLongCodes)
            {
                Write(2 * lengths.Length, 24);
                Write(0, 2);
                foreach (int length in (int[])[.. lengths, .. lengths]) Write(length - 1, 5);
                Write(0, 4);
                continue;
            }
            Write(1 << Bits, 24);
            Write(1, 1); // ordered by length
            Write(Bits - 1, 5);
            Write(1 << Bits, Bits + 1);
            Write(1, 4); // a lattice of 512 x 512
            Write(0, 32);
            Write(0, 32);
            Write(0, 5);
            for (int i = 0; i < 512; i++) Write(0, 1);
        }
        byte[] packed = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++) packed[i / 8] |= (byte)((bits[i] ? 1 : 0) << (i % 8));
        return packed;

        void Write(int value, int width)
        {
            for (int i = 0; i < width; i++) bits.Add(((long)value >> i & 1) != 0);
        }
    }

    [Fact]
    public void Six_channels_are_mixed()
    {
        float[] values = ReferenceFile.ReadAll(ReferenceFile.PathOf("channels6.ogg"));
        float[] mono = AudioReader.Read(ReferenceFile.PathOf("channels6.ogg"), 44100).Samples;
        for (int i = 0; i < mono.Length; i++) Assert.Equal(values.AsSpan(6 * i, 6).ToArray().Average(), mono[i], 1e-6);
    }

    private string Refuses(byte[] bytes)
    {
        string path = _folder.Write("wrong.ogg", bytes), message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains(path, message);
        return message;
    }
}
