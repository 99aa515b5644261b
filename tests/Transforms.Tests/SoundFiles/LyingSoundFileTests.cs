using System.Buffers.Binary;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Invalid headers and samples of FLAC, OGG, MP3 and AIFF; <see cref="WaveReadingTests"/> has the same for WAV.</summary>
public sealed class LyingSoundFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(8, 0x0000)] // no channels
    [InlineData(8, 0xFFFF)] // 65,535 channels
    [InlineData(14, 0x0000)] // samples of 0 bits
    [InlineData(14, 0x7FFF)] // and of 32,767
    [InlineData(16, 0x0000)] // a sample rate of almost 0 Hz
    [InlineData(16, 0x7FFF)] // a sample rate of infinity
    [InlineData(16, 0xC00C)] // a negative sample rate
    [InlineData(16, 0x401D)] // about 10^9 Hz
    public void An_invalid_AIFF_header_is_reported(int at, int value)
    {
        byte[] bytes = AiffBytes.Of(TestSignals.Noise(4000, 1), 22050).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("COMM"u8) + at), (ushort)value);
        Refuses("lie.aiff", bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1_000_000)]
    [InlineData(0xFFFFF)]
    public void An_invalid_sample_rate_in_a_FLAC_header_is_reported(int rate)
    {
        byte[] bytes = FlacBytes.Of(TestSignals.Noise(4000, 1), 22050).ToArray();
        // 20 bits after the block's header (4 bytes), the signature (4) and the sizes of blocks and frames (10).
        (bytes[18], bytes[19], bytes[20]) = ((byte)(rate >> 12), (byte)(rate >> 4), (byte)((rate << 4) | (bytes[20] & 15)));
        Refuses("lie.flac", bytes);
    }

    [Theory]
    [InlineData(11, 0)] // no channels
    [InlineData(11, 255)]
    [InlineData(12, 0)] // 0 Hz
    [InlineData(12, 1)]
    [InlineData(12, 1_000_000_000)]
    [InlineData(12, int.MinValue)]
    public void An_invalid_OGG_header_is_reported(int at, int value)
    {
        byte[] bytes = ReferenceFile.Bytes("quality3.ogg");
        int header = bytes.AsSpan().IndexOf("\x01vorbis"u8);
        if (at == 11) bytes[header + at] = (byte)value;
        else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(header + at), value);
        Refuses("lie.ogg", OggBytes.SignAll(bytes)); // otherwise the page would be damaged
    }

    [Fact]
    public void A_last_page_of_an_OGG_with_an_end_after_years_needs_no_memory()
    {
        byte[] bytes = ReferenceFile.Bytes("voice.ogg");
        int last = bytes.AsSpan().LastIndexOf("OggS"u8);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(last + 6), long.MaxValue / 4);
        GivesWhatIsThere(_folder.Write("lie.ogg", OggBytes.SignAll(bytes)), 3 * (8000 + 1024)); // the last block is complete
    }

    [Fact]
    public void An_index_of_an_MP3_with_years_of_frames_needs_no_memory()
    {
        byte[] bytes = ReferenceFile.Bytes("rate22050.mp3");
        int index = Math.Max(bytes.AsSpan().IndexOf("Info"u8), bytes.AsSpan().IndexOf("Xing"u8));
        Assert.InRange(index, 1, 200);
        bytes.AsSpan(index + 8, 4).Fill(0x7F); // the number of frames
        GivesWhatIsThere(_folder.Write("lie.mp3", bytes), 8820 + 2400);
    }

    [Fact]
    public void A_reserved_sample_rate_in_an_MP3_is_reported()
    {
        byte[] bytes = ReferenceFile.Bytes("rate22050.mp3");
        for (int at = 0; at + 3 < bytes.Length; at++)
        {
            if (bytes[at] == 0xFF && (bytes[at + 1] & 0xE0) == 0xE0) bytes[at + 2] |= 0x0C; // the reserved rate, in every frame
        }
        Refuses("lie.mp3", bytes);
    }

    [Fact]
    public void A_wrong_number_of_samples_needs_no_memory()
    {
        float[] noise = TestSignals.Noise(4000, 1);
        foreach ((string name, byte[] bytes) in new[] { ("a.flac", FlacBytes.Of(noise, 22050).ToArray()), ("a.aiff", AiffBytes.Of(noise, 22050).ToArray()) })
        {
            bytes.AsSpan(22, 4).Fill(0x7F);
            GivesWhatIsThere(_folder.Write(name, bytes), 4000);
        }
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(-1e30f)]
    public void Samples_that_are_not_numbers_are_refused(float value)
    {
        float[] noise = TestSignals.Noise(4000, 1);
        noise[3000] = value;
        Assert.Contains("not numbers", Refuses("numbers.aifc", AiffBytes.OfFloats(noise, 22050).ToArray()));
    }

    [Fact]
    public void Denormals_are_read()
    {
        float[] tiny = [float.Epsilon, -float.Epsilon, 1e-40f];
        Assert.Equal(tiny, AudioReader.Read(_folder.Write("tiny.aifc", AiffBytes.OfFloats(tiny, 22050).ToArray()), 22050).Samples);
    }

    [Fact]
    public void One_sample_is_a_sound_in_every_format()
    {
        string flac = _folder.Write("a.flac", FlacBytes.Of([0.5f], 22050).ToArray()), aiff = _folder.Write("a.aiff", AiffBytes.Of([0.5f], 22050).ToArray());
        foreach (string path in (string[])[flac, aiff, ReferenceFile.PathOf("one.ogg"), ReferenceFile.PathOf("one.mp3")])
        {
            Assert.Single(AudioReader.Read(path, 22050).Samples);
            Assert.Equal(2, AudioReader.Read(path, 44100).Samples.Length);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_gives_sound_or_an_error()
    {
        foreach (string name in (string[])["level5.flac", "a.aiff", "quality3.ogg", "flac.oga", "vbr2.mp3", "cbr64-mono.mp3", "layer2.mp2", "u-law.wav"])
        {
            string path = _folder.File(name);
            byte[] bytes = name == "a.aiff" ? AiffBytes.Of(TestSignals.Noise(11025, 1), 22050).ToArray() : ReferenceFile.Bytes(name);
            for (int length = 0; length < bytes.Length; length += 1 + (bytes.Length / 40))
            {
                File.WriteAllBytes(path, bytes[..length]);
                try
                {
                    Assert.InRange(AudioReader.Read(path, 22050).Samples.Length, 1, 11025 + 2400);
                }
                catch (Pix2PitchException e)
                {
                    Assert.Contains(path, e.Message);
                }
            }
        }
    }

    // Returns the existing sound, or throws one sentence; allocates no memory for missing sound.
    private static void GivesWhatIsThere(string path, int most)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Assert.InRange(AudioReader.Read(path, 22050, 0, 3600).Samples.Length, 1, most);
        }
        catch (Pix2PitchException e)
        {
            Assert.Contains(path, e.Message);
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    private string Refuses(string name, byte[] bytes)
    {
        string path = _folder.Write(name, bytes);
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains(path, message);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
