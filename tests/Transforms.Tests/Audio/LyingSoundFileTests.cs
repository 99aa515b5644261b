using System.Buffers.Binary;
using Pix2Pitch.Audio;
using static Pix2Pitch.Transforms.Tests.Audio.SoundFileWriter;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>What headers and samples of FLAC, OGG, MP3 and AIFF can lie about; <see cref="WaveReadingTests"/> has the same for WAV.</summary>
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
    [InlineData(16, 0x7FFF)] // of infinity
    [InlineData(16, 0xC00C)] // under 0
    [InlineData(16, 0x401D)] // about 10^9 Hz
    public void An_AIFF_header_that_lies_gives_a_sentence(int at, int value)
    {
        string path = _folder.File("lie.aiff");
        if (!TryWrite(path, Aiff | Pcm16, TestSignals.Noise(4000, 1), 22050)) return;
        byte[] bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("COMM"u8) + at), (ushort)value);
        Refuses("lie.aiff", bytes);
    }

    [Fact]
    public void A_number_of_samples_that_is_not_there_takes_no_memory()
    {
        float[] noise = TestSignals.Noise(4000, 1);
        foreach ((string name, int format, int at, int length) in new[] { ("a.flac", Flac | Pcm16, 22, 4), ("a.aiff", Aiff | Pcm16, 22, 4) })
        {
            string path = _folder.File(name);
            if (!TryWrite(path, format, noise, 22050)) return;
            byte[] bytes = File.ReadAllBytes(path);
            bytes.AsSpan(at, length).Fill(0x7F);
            File.WriteAllBytes(path, bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Assert.InRange(AudioReader.Read(path, 22050, 0, 3600).Samples.Length, 1, 4000);
            }
            catch (Pix2PitchException e)
            {
                Assert.Contains(path, e.Message);
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        }
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(-1e30f)]
    public void Samples_that_are_no_numbers_are_refused(float value)
    {
        float[] noise = TestSignals.Noise(4000, 1);
        noise[3000] = value;
        string path = _folder.File("numbers.aifc");
        if (!TryWrite(path, Aiff | Float32, noise, 22050)) return;
        Assert.Contains("no numbers", Refuses("numbers.aifc", File.ReadAllBytes(path)));
    }

    [Fact]
    public void Denormals_are_numbers_like_others()
    {
        float[] tiny = [float.Epsilon, -float.Epsilon, 1e-40f];
        string path = _folder.File("tiny.aifc");
        if (TryWrite(path, Aiff | Float32, tiny, 22050)) Assert.Equal(tiny, AudioReader.Read(path, 22050).Samples);
    }

    [Fact]
    public void One_sample_is_a_sound_in_every_format()
    {
        foreach ((string name, int format) in new[] { ("a.flac", Flac | Pcm16), ("a.aiff", Aiff | Pcm16), ("a.ogg", Ogg | Vorbis), ("a.mp3", Mpeg | Layer3) })
        {
            string path = _folder.File(name);
            if (!TryWrite(path, format, [0.5f], 22050)) continue;
            Assert.InRange(AudioReader.Read(path, 22050).Samples.Length, 1, 2400); // an MP3 is filled up to whole frames
            Assert.InRange(AudioReader.Read(path, 44100).Samples.Length, 1, 4800);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_gives_sound_or_a_sentence()
    {
        foreach ((string name, int format) in new[] { ("a.flac", Flac | Pcm16), ("a.aiff", Aiff | Pcm16), ("a.ogg", Ogg | Vorbis), ("a.mp3", Mpeg | Layer3) })
        {
            string path = _folder.File(name);
            if (!TryWrite(path, format, TestSignals.Noise(11025, 1), 22050)) continue;
            byte[] bytes = File.ReadAllBytes(path);
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

    private string Refuses(string name, byte[] bytes)
    {
        string path = _folder.Write(name, bytes);
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains(path, message);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
