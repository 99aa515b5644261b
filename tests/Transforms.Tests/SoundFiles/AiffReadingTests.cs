using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

public sealed class AiffReadingTests : IDisposable
{
    private static readonly float[] s_values = [0, 0.5f, -0.5f, -1, 0.25f, 0.75f, -0.125f, 0.0078125f];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string?, int> Encodings => new()
    {
        { null, 8 }, { null, 16 }, { null, 24 }, { null, 32 }, { "NONE", 16 }, { "twos", 16 }, { "sowt", 16 }, { "sowt", 24 }, { "raw ", 8 }, { "in24", 24 }, { "in32", 32 },
        { "42ni", 24 }, { "23ni", 32 }, { "fl32", 32 }, { "FL32", 32 }, { "fl64", 64 }, { "FL64", 64 },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Every_encoding_gives_the_same_samples(string? compression, int bits)
    {
        bool isReversed = compression is "sowt" or "42ni" or "23ni";
        byte[] data = [.. s_values.SelectMany(value =>
        {
            byte[] bytes = compression switch
            {
                "fl32" or "FL32" => BitConverter.GetBytes(value),
                "fl64" or "FL64" => BitConverter.GetBytes((double)value),
                "raw " => [(byte)(value * 128 + 128)],
                _ => BitConverter.GetBytes((long)(value * (1L << (bits - 1))))[..(bits / 8)],
            };
            if (!isReversed) Array.Reverse(bytes);
            return bytes;
        })];
        var aiff = new AiffBytes { Compression = compression, Bits = bits, BytesPerSample = bits / 8, Data = data };
        Assert.Equal(s_values, Read(aiff));
    }

    [Fact]
    public void The_header_may_come_after_the_sound_and_other_chunks_before_it()
    {
        AiffBytes aiff = AiffBytes.Of(s_values, 22050);
        Assert.Equal(s_values, Read(aiff with { IsSoundFirst = true, Before = [("ANNO", new byte[7]), ("MARK", new byte[2])] }));
    }

    [Fact]
    public void Unknown_lengths_from_a_streaming_program_mean_to_the_end()
    {
        AiffBytes aiff = AiffBytes.Of(s_values, 22050);
        Assert.Equal(s_values, Read(aiff with { Samples = 0, DataLength = unchecked((uint)-8) })); // FFmpeg
        Assert.Equal(s_values, Read(aiff with { Samples = 0x3F800000, DataLength = 0x7F000000 })); // SoX
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused()
    {
        string path = _folder.Write("cut.aiff", AiffBytes.Of(TestSignals.Noise(4000, 1), 22050).ToArray()[..5000]);
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains("8000 bytes of sound, but only 4946", message);
    }

    [Fact]
    public void Another_encoding_is_refused_and_named()
    {
        string path = _folder.Write("ima.aifc", new AiffBytes { Compression = "ima4", Data = new byte[340] }.ToArray());
        Assert.Contains("'ima4'", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message);
    }

    private float[] Read(AiffBytes aiff) => AudioReader.Read(_folder.Write("a.aiff", aiff.ToArray()), aiff.SampleRate).Samples;
}
