using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

public sealed class MpegStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private byte[] Mp3(int rate = 22050, int channels = 1, params (int, string)[] tags)
    {
        string path = _folder.File("a.mp3");
        float[] samples = [.. Enumerable.Range(0, rate * channels).Select(i => MathF.Sin(i * 0.05f) / 2)];
        return File.ReadAllBytes(SoundFileWriter.Write(path, SoundFileWriter.Mpeg | SoundFileWriter.Layer3, [samples], rate, channels, tags));
    }

    private bool IsBroken(params byte[] bytes) => MpegStream.IsBroken(_folder.Write("x.mp3", bytes));

    public static TheoryData<int, int> Rates
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (int rate in (int[])[8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000])
            {
                data.Add(rate, 1);
                data.Add(rate, 2);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Real_files_of_every_rate_are_whole(int rate, int channels)
    {
        byte[] bytes = Mp3(rate, channels), tagged = Mp3(rate, channels, (SoundFileLibrary.Title, "La mer"));
        Assert.False(IsBroken(bytes));
        Assert.False(IsBroken(tagged));
        Assert.False(IsBroken(bytes[..(bytes.Length / 3)]));
    }

    [Fact]
    public void Noise_behind_a_tag_or_a_synchronisation_is_broken()
    {
        byte[] noise = new byte[2000];
        new Random(5).NextBytes(noise);
        Assert.True(IsBroken([.. "ID3"u8, .. noise]));
        Assert.True(IsBroken([.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[2000]]));
        Assert.True(IsBroken([0xFF, 0xFB, 0x90, 0x64, .. noise]));
    }

    [Fact]
    public void Something_between_a_tag_and_the_first_frame_does_no_harm()
        => Assert.False(IsBroken([.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[3000], .. Mp3()]));

    [Fact]
    public void Other_formats_are_left_to_those_who_know_them()
    {
        Assert.False(IsBroken());
        Assert.False(IsBroken([.. "RIFF"u8, 1, 2, 3]));
        Assert.False(IsBroken([.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[10], .. "fLaC"u8, .. new byte[100]]));
    }

    [Fact]
    public void A_broken_file_is_one_sentence()
    {
        string path = _folder.Write("noise.mp3", [.. "ID3"u8, .. Enumerable.Repeat((byte)0xAA, 500)]);
        Assert.Contains("noise.mp3", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message);
    }
}
