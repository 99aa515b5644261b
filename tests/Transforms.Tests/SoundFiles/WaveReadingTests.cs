using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

public sealed class WaveReadingTests : IDisposable
{
    private static readonly float[] s_values = [0, 0.5f, -0.5f, -1, 0.25f, 0.75f, -0.125f, 0.0078125f];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int, int, bool> Encodings => new()
    {
        { 1, 8, false }, { 1, 16, false }, { 1, 24, false }, { 1, 32, false }, { 3, 32, false }, { 3, 64, false },
        { 1, 8, true }, { 1, 16, true }, { 1, 24, true }, { 1, 32, true }, { 3, 32, true }, { 3, 64, true },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Every_encoding_gives_the_same_samples(int tag, int bits, bool extensible)
    {
        var wave = new WaveBytes { Tag = tag, Bits = bits, Extensible = extensible, Data = Encode(s_values, tag, bits) };
        Assert.Equal(s_values, Read(wave).Samples);
    }

    [Fact]
    public void Channels_are_mixed_to_their_mean()
    {
        float[] interleaved = [0.5f, 0.25f, 1, -1, 0, 0.5f];
        var wave = new WaveBytes { Channels = 2, Tag = 3, Bits = 32, Data = Encode(interleaved, 3, 32) };
        Assert.Equal([0.375f, 0, 0.25f], Read(wave).Samples);
    }

    [Fact]
    public void Unknown_chunks_are_skipped()
        => Assert.Equal(s_values, Read(new WaveBytes { Before = [("junk", new byte[7]), ("bext", new byte[602])], Data = Encode(s_values, 1, 16) }).Samples);

    [Theory, InlineData(0u), InlineData(uint.MaxValue), InlineData(0x7FFFF000u), InlineData(0x80000000u), InlineData(0x7FFFFFFFu), InlineData(0xFFFFFFDBu)]
    public void An_unknown_length_from_a_streaming_program_means_to_the_end(uint length)
        => Assert.Equal(s_values, Read(new WaveBytes { DataLength = length, Data = Encode(s_values, 1, 16) }).Samples);

    [Theory, InlineData("RF64"), InlineData("BW64")]
    public void A_length_of_64_bits_is_read(string form)
    {
        var wave = new WaveBytes { Form = form, LongLength = 16, DataLength = uint.MaxValue, Data = Encode(s_values, 1, 16), After = [("LIST", new byte[20])] };
        Assert.Equal(s_values, Read(wave).Samples);
        Assert.Equal(s_values, Read(wave with { LongLength = -1, After = [] }).Samples); // also unknown
        AssertRefused(Save(wave with { LongLength = 1L << 40 }), "1099511627776 bytes of sound");
    }

    [Fact]
    public void Chunks_of_an_odd_length_may_lack_their_padding()
    {
        var wave = new WaveBytes { Before = [("LIST", new byte[7]), ("bext", new byte[601])], After = [("LIST", new byte[9])], Data = Encode(s_values, 1, 16) };
        Assert.Equal(s_values, Read(wave).Samples);
        Assert.Equal(s_values, Read(wave with { IsPaddingMissing = true }).Samples);
    }

    [Fact]
    public void A_data_chunk_of_length_0_before_another_chunk_is_empty()
        => AssertRefused(Save(new WaveBytes { Data = [], After = [("LIST", new byte[10])] }), "contains no sound");

    [Fact]
    public void Fewer_bits_than_the_bytes_hold_are_left_justified()
    {
        byte[] of24 = Encode(s_values, 1, 32);
        Assert.Equal(s_values, Read(new WaveBytes { Bits = 24, BlockAlign = 4, Data = of24 }).Samples);
        Assert.Equal(s_values, Read(new WaveBytes { Bits = 12, BlockAlign = 2, Data = Encode(s_values, 1, 16) }).Samples);
    }

    [Theory, InlineData(2, 4, "Microsoft ADPCM"), InlineData(0x55, 0, "MP3"), InlineData(0x11, 4, "IMA ADPCM"), InlineData(0x1234, 16, "format 0x1234")]
    public void Other_encodings_are_refused_and_named(int tag, int bits, string expected)
        => AssertRefused(Save(new WaveBytes { Tag = tag, Bits = bits, BlockAlign = 4, Data = new byte[64] }), expected);

    [Fact]
    public void Wave64_is_read()
    {
        byte[] riff = Guid("66666972-912E-11CF-A5D6-28DB04C10000"), form = Guid("65766177-ACF3-11D3-8CD1-00C04F8EDB8A");
        byte[] format = Guid("20746D66-ACF3-11D3-8CD1-00C04F8EDB8A"), data = Guid("61746164-ACF3-11D3-8CD1-00C04F8EDB8A");
        byte[] header = new WaveBytes { Data = [] }.ToArray()[20..36];
        foreach (long length in (long[])[16 + 24, 0, -1])
        {
            byte[] file = [.. riff, .. BitConverter.GetBytes(120L), .. form, .. format, .. BitConverter.GetBytes(40L), .. header, .. data, .. BitConverter.GetBytes(length), .. Encode(s_values, 1, 16)];
            Assert.Equal(s_values, AudioReader.Read(_folder.Write("a.w64", file), 22050).Samples);
        }

        static byte[] Guid(string text) => new Guid(text).ToByteArray();
    }

    [Fact]
    public void RIFX_is_big_endian()
    {
        byte[] file = [.. "RIFX"u8, 0, 0, 0, 0, .. "WAVEfmt "u8, 0, 0, 0, 16, 0, 1, 0, 1, 0, 0, 0x56, 0x22, 0, 0, 0xAC, 0x44, 0, 2, 0, 16, .. "data"u8, 0, 0, 0, 4, 0x40, 0, 0xC0, 0];
        Assert.Equal([0.5f, -0.5f], AudioReader.Read(_folder.Write("a.wav", file), 22050).Samples);
    }

    [Fact]
    public void A_clip_begins_at_the_offset_and_ends_with_the_file()
    {
        float[] samples = TestSignals.Noise(22050, 1);
        string path = Save(new WaveBytes { Tag = 3, Bits = 32, Data = Encode(samples, 3, 32) });
        Assert.Equal(samples[2205..6615], AudioReader.Read(path, 22050, 0.1, 0.2).Samples);
        Assert.Equal(samples[20000..], AudioReader.Read(path, 22050, 20000 / 22050.0, 10).Samples);
    }

    [Fact]
    public void One_sample_is_a_sound()
    {
        string path = Save(new WaveBytes { Data = [0, 64] });
        Assert.Equal([0.5f], AudioReader.Read(path, 22050).Samples);
        Assert.Single(AudioReader.Read(path, 11025).Samples);
        Assert.Equal(2, AudioReader.Read(path, 44100, 0, 10).Samples.Length);
    }

    [Fact]
    public void Denormals_are_read()
    {
        float[] samples = [float.Epsilon, -float.Epsilon, 1e-40f];
        Assert.Equal(samples, Read(new WaveBytes { Tag = 3, Bits = 32, Data = Encode(samples, 3, 32) }).Samples);
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "length", "1000000 bytes of sound, but only 16" },
        { "rate 0", "sample rate of 0 Hz" },
        { "rate 10^9", "sample rate of 1000000000 Hz" },
        { "channels 0", "has 0 channels" },
        { "channels 65535", "has 65535 channels" },
        { "align", "inconsistent header" },
        { "no format", "no format header" },
        { "no data", "is incomplete" },
        { "short format", "format header of 4 bytes" },
        { "no sound", "contains no sound" },
        { "cut in the header", "is incomplete" },
    };

    [Theory, MemberData(nameof(Lies))]
    public void An_invalid_header_is_refused_in_one_sentence(string lie, string expected)
    {
        var right = new WaveBytes { Data = Encode(s_values, 1, 16) };
        byte[] bytes = (lie switch
        {
            "length" => right with { DataLength = 1000000 },
            "rate 0" => right with { SampleRate = 0 },
            "rate 10^9" => right with { SampleRate = 1000000000 },
            "channels 0" => right with { Channels = 0 },
            "channels 65535" => right with { Channels = 65535 },
            "align" => right with { BlockAlign = 3 },
            "no format" => right with { WithoutFormat = true },
            "no data" => right with { WithoutData = true },
            "short format" => right with { WithoutFormat = true, Before = [("fmt ", new byte[4])] },
            "no sound" => right with { Data = [] },
            _ => right,
        }).ToArray();
        if (lie == "cut in the header") bytes = bytes[..30];
        AssertRefused(_folder.Write("ein Stück é.wav", bytes), expected);
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity), InlineData(1e20f)]
    public void Samples_that_are_not_numbers_are_refused(float value)
    {
        float[] samples = TestSignals.Noise(30000, 1);
        samples[20000] = value;
        AssertRefused(Save(new WaveBytes { Tag = 3, Bits = 32, Data = Encode(samples, 3, 32) }), "not numbers");
    }

    [Fact]
    public void A_double_out_of_the_range_of_float_is_refused()
    {
        byte[] data = [.. BitConverter.GetBytes(0.5), .. BitConverter.GetBytes(1e300)];
        AssertRefused(Save(new WaveBytes { Tag = 3, Bits = 64, Data = data }), "not numbers");
    }

    [Fact]
    public void A_file_that_ends_before_the_offset_is_refused()
    {
        string path = Save(new WaveBytes { Data = new byte[44100] });
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050, 1)).Message;
        Assert.Contains("ends before the offset of 1 s", message);
        Assert.Contains(path, message);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        AssertRefused(_folder.File("none.wav"), "does not exist");
        AssertRefused(_folder.File("no folder", "none.wav"), "does not exist");
        AssertRefused(_folder.Path, "cannot be read");
    }

    [Fact]
    public void An_empty_file_is_refused() => AssertRefused(_folder.Write("empty.wav", ""), "is empty");

    [Theory, InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void An_invalid_offset_is_refused(double offset)
        => Assert.Throws<ArgumentOutOfRangeException>(() => AudioReader.Read("any.wav", 22050, offset));

    [Theory, InlineData(0), InlineData(-1), InlineData(1000000000)]
    public void An_invalid_rate_is_refused(int rate) => Assert.Throws<ArgumentOutOfRangeException>(() => AudioReader.Read("any.wav", rate));

    [Fact]
    public void Any_changed_bytes_give_only_one_sentence()
    {
        byte[] right = new WaveBytes { Data = Encode(TestSignals.Noise(200, 3), 1, 16) }.ToArray();
        var random = new Random(11);
        for (int round = 0; round < 400; round++)
        {
            byte[] bytes = [.. right];
            for (int i = random.Next(1, 6); i > 0; i--) bytes[random.Next(60)] = (byte)random.Next(256);
            if (round % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
            string path = _folder.Write("fuzzed.wav", bytes);
            try
            {
                Assert.True(AudioReader.Read(path, 22050, 0, 10).Samples.Length <= 220500);
            }
            catch (Pix2PitchException e)
            {
                Assert.Contains(path, e.Message);
            }
        }
    }

    private static void AssertRefused(string path, string expected)
    {
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains(expected, message);
        Assert.Contains(path, message);
        Assert.DoesNotContain('\n', message);
    }

    private AudioClip Read(WaveBytes wave) => AudioReader.Read(Save(wave), (int)wave.SampleRate);

    private string Save(WaveBytes wave) => _folder.Write("a sound.wav", wave.ToArray());

    private static byte[] Encode(float[] values, int tag, int bits)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (float value in values)
        {
            switch (tag, bits)
            {
                case (1, 8): writer.Write((byte)(value * 128 + 128)); break;
                case (1, 16): writer.Write((short)Math.Min(value * 32768, short.MaxValue)); break;
                case (1, 24): writer.Write(BitConverter.GetBytes((int)(value * 8388608))[..3]); break;
                case (1, 32): writer.Write((int)(value * 2147483648.0)); break;
                case (3, 32): writer.Write(value); break;
                default: writer.Write((double)value); break;
            }
        }
        return stream.ToArray();
    }
}
