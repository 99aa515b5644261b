using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

public sealed class WaveWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Written_samples_are_read_to_half_a_step()
    {
        float[] samples = TestSignals.Noise(10000, 1);
        string path = _folder.File("été 音.wav");
        WaveWriter.Write(path, samples, 44100);
        AudioClip read = AudioReader.Read(path, 44100);
        Assert.Equal(44100, read.SampleRate);
        for (int n = 0; n < samples.Length; n++) Assert.Equal(samples[n], read.Samples[n], 1.0 / 32768);
    }

    [Fact]
    public void Samples_beyond_full_scale_are_clipped_and_do_not_wrap()
    {
        string path = _folder.File("loud.wav");
        WaveWriter.Write(path, [1, 1.5f, 1e30f, float.PositiveInfinity, -1, -2, float.NegativeInfinity], 8000);
        const float Top = 32767 / 32768f;
        Assert.Equal([Top, Top, Top, Top, -1, -1, -1], AudioReader.Read(path, 8000).Samples);
    }

    [Fact]
    public void The_header_is_the_one_of_44_bytes()
    {
        string path = _folder.File("three.wav");
        WaveWriter.Write(path, [0, 0.5f, -0.5f], 22050);
        Assert.Equal(new WaveBytes { Data = [0, 0, 0, 64, 0, 192] }.ToArray()[8..], File.ReadAllBytes(path)[8..]);
        Assert.Equal(42, BitConverter.ToInt32(File.ReadAllBytes(path), 4));
    }

    [Fact]
    public void Properties_are_stored_in_the_file()
    {
        string path = _folder.File("with properties.wav");
        var properties = new Dictionary<string, string> { ["pix2pitch.mel"] = MelOptions.Thesis256.ToJson(), ["title"] = "La Mer — été \"x\"" };
        float[] samples = TestSignals.Noise(101, 1);
        WaveWriter.Write(path, samples, 22050, properties);
        Assert.Equal(properties, WaveProperties.Read(path));
        Assert.Equal(samples.Length, AudioReader.Read(path, 22050).Samples.Length);
        Assert.Equal(File.ReadAllBytes(path).Length - 8, BitConverter.ToInt32(File.ReadAllBytes(path), 4));
    }

    [Fact]
    public void Files_of_other_programs_have_no_properties()
    {
        string path = _folder.File("plain.wav");
        WaveWriter.Write(path, [0.5f], 22050);
        Assert.Empty(WaveProperties.Read(path));
        Assert.Empty(WaveProperties.Read(_folder.Write("text.txt", "words")));
        Assert.Empty(WaveProperties.Read(_folder.Write("list.wav", new WaveBytes { Before = [("LIST", "INFOICMT\u0004\0\0\0abc\0"u8.ToArray())] }.ToArray())));
        Assert.Throws<Pix2PitchException>(() => WaveProperties.Read(_folder.File("none.wav")));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        string path = _folder.File("nowhere", "a.wav");
        string message = Assert.Throws<Pix2PitchException>(() => WaveWriter.Write(path, [0], 22050)).Message;
        Assert.Contains(path, message);
        Assert.Contains("make it first", message);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_reported_and_leaves_no_file()
    {
        Assert.Contains("it is a folder", Assert.Throws<Pix2PitchException>(() => WaveWriter.Write(_folder.Path, [0], 22050)).Message);
        if (Directory.Exists("/proc/self")) Assert.Contains("cannot be written", Assert.Throws<Pix2PitchException>(() => WaveWriter.Write("/proc/self/a.wav", [0], 22050)).Message);
        string path = _folder.File("a.wav");
        Assert.Throws<ArgumentException>(() => WaveWriter.Write(path, [float.NaN], 22050));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
