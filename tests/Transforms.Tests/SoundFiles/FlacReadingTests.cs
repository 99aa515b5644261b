using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Everything that FLAC allows, including what no encoder writes; and damage.</summary>
public sealed class FlacReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Bits => [4, 5, 8, 12, 13, 16, 20, 24, 31, 32];

    [Theory, MemberData(nameof(Bits))]
    public void Every_number_of_bits_is_read_with_every_predictor(int bits)
    {
        foreach (int predictor in (int[])[-2, 0, 1, 2, 3, 4, 5, 6, 12, 16])
            Check(new FlacBytes { Samples = Walk(bits, 1, 3000), Bits = bits, Predictor = predictor, HasLongParameters = bits > 16 });
    }

    [Theory]
    [InlineData(8, 16), InlineData(9, 16), InlineData(10, 16), InlineData(8, 24), InlineData(9, 24), InlineData(10, 24)]
    [InlineData(8, 31), InlineData(9, 31), InlineData(10, 31), InlineData(8, 32), InlineData(9, 32), InlineData(10, 32)]
    public void Every_kind_of_stereo_is_read_with_every_number_of_bits(int stereo, int bits)
    {
        foreach (int predictor in (int[])[-2, 1, 4, 7])
            Check(new FlacBytes { Samples = Walk(bits, 2, 2500), Bits = bits, Stereo = stereo, Predictor = predictor, HasLongParameters = true });
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void One_to_eight_channels_are_read(int channels) => Check(new FlacBytes { Samples = Walk(16, channels, 1500), Predictor = 3 });

    [Theory]
    [InlineData(0, false, false), InlineData(3, false, false), InlineData(5, true, false), InlineData(0, false, true), InlineData(4, true, true)]
    public void Partitions_parameters_and_escapes_are_read(int order, bool isLong, bool isEscaped)
        => Check(new FlacBytes { Samples = Walk(16, 1, 4096), PartitionOrder = order, HasLongParameters = isLong, IsEscaped = isEscaped });

    [Fact]
    public void Codes_longer_than_a_word_are_read()
        => Check(new FlacBytes { Samples = Walk(16, 1, 200), BlockSize = 100, Predictor = 0, RiceParameter = 0 });

    [Fact]
    public void Wasted_bits_are_restored()
        => Check(new FlacBytes { Samples = [[.. Walk(16, 1, 1000)[0].Select(v => v / 32 * 32)]], WastedBits = 5 });

    [Fact]
    public void A_block_of_one_value_is_read() => Check(new FlacBytes { Samples = [[.. Enumerable.Repeat(-1234, 3000)]], Predictor = -1 });

    [Fact]
    public void Seeking_works_with_blocks_of_different_sizes()
    {
        FlacBytes flac = new() { Samples = Walk(16, 2, 100_000), VariableSizes = [16, 4608, 192, 1, 65535, 700] };
        Check(flac);
        string path = _folder.Write("variable.flac", flac.ToArray());
        using SampleReader reader = SampleReader.Open(path);
        foreach (int place in (int[])[99_999, 0, 70_000, 4808, 4809, 20, 71_100])
        {
            reader.Seek(place);
            float[] read = ReferenceFile.Read(reader, 50);
            Assert.Equal(flac.Samples[0][place] / 32768f, read[0]);
        }
    }

    [Theory, InlineData(12, 8000), InlineData(13, 12345), InlineData(14, 123450)]
    public void A_sample_rate_after_the_header_of_a_frame_is_read(int code, int rate)
        => Check(new FlacBytes { Samples = Walk(16, 1, 3000), SampleRate = rate, RateCode = code });

    [Fact]
    public void Frames_of_another_sample_rate_than_the_header_are_damage()
    {
        FlacBytes flac = new() { Samples = Walk(16, 1, 3000), SampleRate = 44100, RateCode = 13 };
        byte[] other = [.. "fLaC"u8, .. (flac with { SampleRate = 48000 }).StreamInfoBlock(isLast: true), .. flac.Frames().SelectMany(frame => frame)];
        Assert.Contains("damaged", Refuses(other));
    }

    [Fact]
    public void An_unknown_length_is_found()
    {
        foreach (byte[] after in (byte[][])[[], [.. "TAG"u8, .. new byte[125]], new byte[500]])
        {
            string path = _folder.Write("open.flac", [.. new FlacBytes { Samples = Walk(16, 1, 50_000), TotalSamples = 0, Md5 = new byte[16] }.ToArray(), .. after]);
            Assert.Equal(50_000 / 22050.0, AudioReader.ReadSeconds(path));
            Assert.Equal(50_000, AudioReader.Read(path, 22050).Samples.Length);
        }
    }

    [Fact]
    public void A_truncated_file_of_unknown_length_is_reported()
    {
        byte[] flac = new FlacBytes { Samples = Walk(16, 1, 50_000), TotalSamples = 0, Md5 = new byte[16] }.ToArray();
        Assert.Contains("cut off", Refuses(flac[..^700]));
    }

    [Fact]
    public void An_impossible_number_of_samples_is_refused_at_once()
        => Assert.Contains("cut off", Refuses(new FlacBytes { Samples = Walk(16, 1, 5000), TotalSamples = (1L << 36) - 1 }.ToArray()));

    [Fact]
    public void More_sound_than_the_header_says_is_damage()
        => Assert.Contains("the sound is longer than its header says", Refuses(new FlacBytes { Samples = Walk(16, 1, 5000), TotalSamples = 3000 }.ToArray()));

    [Fact]
    public void Sound_after_the_last_sample_of_the_header_is_damage()
        => Assert.Contains("the sound is longer than its header says", Refuses(new FlacBytes { Samples = Walk(16, 1, 4096), TotalSamples = 2048, Md5 = new byte[16] }.ToArray()));

    [Fact]
    public void A_wrong_MD5_is_reported_if_all_was_read()
    {
        string path = _folder.Write("md5.flac", new FlacBytes { Samples = Walk(16, 2, 30_000), Md5 = [.. Enumerable.Repeat((byte)7, 16)] }.ToArray());
        Assert.Contains("MD5", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message);
        Assert.Equal(2205, AudioReader.Read(path, 22050, 0.5, 0.1).Samples.Length); // the MD5 is only for the whole
    }

    [Fact]
    public void A_damaged_frame_is_reported_with_its_time_and_the_sound_before_it_is_read()
    {
        string path = _folder.Write("damaged.flac", new FlacBytes { Samples = Walk(16, 1, 50_000), DamagedFrame = 40 }.ToArray());
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains("damaged at 1.86 s", message);
        Assert.Equal(22050, AudioReader.Read(path, 22050, 0, 1).Samples.Length);
        Assert.Equal(2205, AudioReader.Read(path, 22050, 2, 0.1).Samples.Length);
    }

    [Fact]
    public void A_missing_frame_is_damage()
    {
        FlacBytes flac = new() { Samples = Walk(16, 1, 10_000), Md5 = new byte[16] };
        byte[] hole = [.. "fLaC"u8, .. flac.StreamInfoBlock(isLast: true), .. flac.Frames().Where((_, n) => n != 4).SelectMany(frame => frame)];
        Assert.Contains("frames are missing", Refuses(hole));
    }

    [Fact]
    public void An_excerpt_of_a_longer_stream_begins_at_0()
    {
        FlacBytes flac = new() { Samples = Walk(16, 1, 20_000), FirstNumber = 5000, TotalSamples = 6_000_000, Md5 = [.. Enumerable.Repeat((byte)7, 16)] };
        string path = _folder.Write("later.flac", flac.ToArray());
        Assert.Equal(flac.Samples[0].Select(v => v / 32768f), AudioReader.Read(path, 22050).Samples);
        Assert.Equal(flac.Samples[0][11_025] / 32768f, AudioReader.Read(path, 22050, 0.5, 0.1).Samples[0]);
    }

    [Fact]
    public void Random_sound_in_random_frames_is_bit_exact()
    {
        var random = new Random(4);
        for (int n = 0; n < 150; n++)
        {
            int bits = random.Next(4, 33), channels = random.Next(1, 9);
            Check(new FlacBytes
            {
                Samples = Walk(bits, channels, random.Next(1, 3000), random.Next()),
                Bits = bits,
                BlockSize = random.Next(16, 1500),
                Predictor = random.Next(-2, 37),
                PartitionOrder = random.Next(0, 4),
                HasLongParameters = bits > 14 || random.Next(2) == 0,
                IsEscaped = random.Next(4) == 0,
                Stereo = channels == 2 ? random.Next(2) * random.Next(8, 11) : 0,
                Comments = random.Next(2) == 0 ? [] : ["TITLE=a"],
            });
        }
    }

    [Fact]
    public void A_gap_of_zeros_in_a_frame_is_damage_and_needs_little_memory()
    {
        byte[] bytes = new FlacBytes { Samples = Walk(16, 1, 1024) }.ToArray();
        string path = _folder.Write("hole.flac", bytes[..^(bytes.Length / 2)]);
        using (FileStream file = File.OpenWrite(path)) file.SetLength(1 << 26);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("a frame has no end", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Theory, InlineData(50, true), InlineData(5000, false)]
    public void The_search_for_an_unknown_end_stops_after_a_few_wrong_frames(int count, bool isFound)
    {
        FlacBytes flac = new() { Samples = Walk(16, 1, 2048), TotalSamples = 0 };
        byte[] header = flac.Frames().First()[..8]; // with a correct checksum, but without a frame
        string path = _folder.Write("tail.flac", [.. flac.ToArray(), .. Enumerable.Repeat(header, count).SelectMany(bytes => bytes)]);
        if (isFound)
        {
            using SampleReader reader = SampleReader.Open(path);
            Assert.Equal(2048, reader.Length);
            return;
        }
        Assert.Contains("cut off", Assert.Throws<Pix2PitchException>(() => SampleReader.Open(path)).Message);
    }

    private void Check(FlacBytes flac)
    {
        if (flac.Predictor < -2 || (flac.Predictor == -1 && flac.Samples[0].Distinct().Count() > 1)) return;
        float[] read = ReferenceFile.ReadAll(_folder.Write("a.flac", flac.ToArray()));
        int channels = flac.Samples.Length;
        Assert.Equal(flac.Samples[0].Length * channels, read.Length);
        float scale = 1f / (1L << (flac.Bits - 1));
        for (int i = 0; i < read.Length; i++)
        {
            if (read[i] != flac.Samples[i % channels][i / channels] * scale) Assert.Fail($"sample {i / channels} of channel {i % channels}: {read[i]}, {flac with { Samples = [] }}");
        }
    }

    private string Refuses(byte[] bytes)
    {
        string path = _folder.Write("wrong.flac", bytes), message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains(path, message);
        return message;
    }

    // A signal between tone and noise that reaches both ends of the range.
    private static int[][] Walk(int bits, int channels, int count, int seed = 1)
    {
        var random = new Random(seed);
        long highest = (1L << (bits - 1)) - 1, lowest = -highest - 1;
        return [.. Enumerable.Range(0, channels).Select(_ =>
        {
            var samples = new int[count];
            double value = 0, step = 0;
            for (int i = 0; i < count; i++)
            {
                step = 0.9 * step + (random.NextDouble() - 0.5) * highest / 20 - value / 200;
                value = Math.Clamp(value + step, lowest, highest);
                samples[i] = (int)(i == count / 2 ? highest : i == count / 3 ? lowest : (long)value);
            }
            return samples;
        })];
    }
}
