using System.Diagnostics;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Audio;
using Pix2Pitch.ModelLoader;
using static Pix2Pitch.Transforms.Tests.Audio.SoundFileWriter;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>What is special about MP3: another library that can be quiet, tags before the sound, lengths that are estimates.</summary>
public sealed class MpegReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(1), InlineData(2)]
    public void It_gives_what_libsndfile_gives(int channels)
    {
        string path = Write(_folder.File("Été 1.mp3"), Mpeg | Layer3, TestSignals.Music(44100, 44100 * channels), 44100, channels);
        using SampleReader mpeg = SampleReader.Open(path), other = SoundFileReader.Open(path);
        Assert.IsType<MpegReader>(mpeg);
        Assert.Equal((other.SampleRate, other.Channels, other.Length), (mpeg.SampleRate, mpeg.Channels, mpeg.Length));
        float[] wanted = new float[44100 * channels], got = new float[44100 * channels];
        Assert.Equal(other.Read(wanted), mpeg.Read(got));
        for (int n = 0; n < got.Length; n++) Assert.Equal(wanted[n], got[n], 1e-6);

        // libsndfile's first frames after this are others than those of the whole: a frame's data begin before it.
        foreach (int place in new[] { 10_000, 1, 43_000, 25_321 })
        {
            mpeg.Seek(place);
            int count = mpeg.Read(got.AsSpan(0, 4000));
            Assert.Equal(Math.Min(4000, (44100 - place) * channels), count);
            for (int n = 0; n < count; n++) Assert.Equal(wanted[place * channels + n], got[n], 1e-6);
        }
    }

    [Fact]
    public void Without_the_library_libsndfile_reads_it() => Assert.Null(MpegLibrary.Load(["libdoes-not-exist.so.7"]));

    [Fact]
    public void Tags_before_the_sound_do_not_count()
    {
        string path = Write(_folder.File("a.mp3"), Mpeg | Layer3, TestSignals.Music(22050, 22050), 22050);
        byte[] sound = File.ReadAllBytes(path), tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 7, 104, .. new byte[1000]]; // 7 x 128 + 104
        string tagged = _folder.Write("tagged.mp3", [.. tag, .. tag, .. sound]);
        using SampleReader reader = SampleReader.Open(tagged);
        Assert.IsType<MpegReader>(reader);
        Assert.Equal(AudioReader.Read(path, 22050).Samples, AudioReader.Read(tagged, 22050).Samples);

        // A FLAC file that begins with such a tag is none.
        string flac = Write(_folder.File("a.flac"), Flac | Pcm16, TestSignals.Music(22050, 22050), 22050);
        string taggedFlac = _folder.Write("tagged.flac", [.. tag, .. File.ReadAllBytes(flac)]);
        Assert.Equal(AudioReader.Read(flac, 22050).Samples, AudioReader.Read(taggedFlac, 22050).Samples);
    }

    [Fact]
    public async Task Damaged_files_give_sound_and_nothing_on_standard_error()
    {
        byte[] right = File.ReadAllBytes(Write(_folder.File("right.mp3"), Mpeg | Layer3, TestSignals.Noise(44100, 1), 22050));
        byte[] hole = [.. right], cut = [.. right[..1500], .. right[1777..]], one = right[..1300];
        new Random(1).NextBytes(hole.AsSpan(2000, 300));
        string[] names = ["right", "half", "hole", "cut", "one"];
        foreach ((string name, byte[] bytes) in names.Zip([right, right[..(right.Length / 2)], hole, cut, one])) _folder.Write($"{name}.mp3", bytes);
        foreach (string name in names) Assert.NotEmpty(AudioReader.Read(_folder.File($"{name}.mp3"), 22050).Samples);

        // What a library writes on standard error can only be seen from outside of the process.
        var ml = new MLContext();
        var table = new Table([new TableColumn("Path", TextDataViewType.Instance, [.. names.Select(name => (object)$"{name}.mp3".AsMemory())])]);
        ITransformer model = ml.Transforms.ExtractMelSpectrogram("Mel", _folder.Path, "Path", new MelSpectrogramOptions { Settings = MelSettings.Small64 }).Fit(table);
        ml.Model.Save(model, table.Schema, _folder.File("model.zip"));
        table.Write(_folder.File("rows.table"));
        string program = Path.Combine(AppContext.BaseDirectory, "Pix2Pitch.ModelLoader.dll");
        string[] arguments = [program, _folder.File("model.zip"), _folder.File("rows.table"), "Mel"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(Table.Hash(model.Transform(table), ["Mel"]), printed.Trim());
    }

    [Fact]
    public void What_begins_like_an_MP3_and_is_none_is_refused()
    {
        string path = _folder.Write("nothing.mp3", [0xFF, 0xFB, .. new byte[5000]]);
        string message = Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message;
        Assert.Contains("nothing.mp3' is not a sound file that can be read", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_of_both_versions_are_read()
    {
        string path = Write(_folder.File("a.mp3"), Mpeg | Layer3, TestSignals.Music(22050, 22050), 22050);
        byte[] old = new byte[128];
        "TAG"u8.CopyTo(old);
        Encoding.Latin1.GetBytes("Suite für Laute").CopyTo(old, 3);
        "Johann Sebastian Bach"u8.CopyTo(old.AsSpan(33));
        "1725"u8.CopyTo(old.AsSpan(93));
        SoundTags tags = SoundTags.Read(_folder.Write("old.mp3", [.. File.ReadAllBytes(path), .. old]));
        Assert.Equal(("Suite für Laute", "Johann Sebastian Bach", "1725"), (tags.Title, tags.Artist, tags.Date));

        // Version 2.4 with its texts in UTF-8 (encoding 3) and UTF-16 (1).
        byte[] title = Frame("TIT2", [3, .. Encoding.UTF8.GetBytes("夜の歌")]), artist = Frame("TPE1", [1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Ирина")]);
        byte[] frames = [.. title, .. artist, .. Frame("TCON", [3, .. "Baroque"u8])];
        byte[] tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, (byte)frames.Length, .. frames];
        tags = SoundTags.Read(_folder.Write("new.mp3", [.. tag, .. File.ReadAllBytes(path), .. old]));
        Assert.Equal(("夜の歌", "Ирина", "1725", "Baroque"), (tags.Title, tags.Artist, tags.Date, tags.Genre)); // what one version lacks the other has
        Assert.Equal(SoundTags.None, SoundTags.Read(_folder.Write("broken.mp3", [0xFF, 0xFB, .. new byte[500]])));

        static byte[] Frame(string id, byte[] text) => [.. Encoding.ASCII.GetBytes(id), 0, 0, 0, (byte)text.Length, 0, 0, .. text];
    }
}
