using System.Text.Json;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.EndToEnd.Tests.Interop;

/// <summary>
/// Python with numpy reads the files that Pix2Pitch writes, by their documentation: the arrays of a prepared folder, a spectrogram picture, and the metadata of a WAV
/// file. It computes the mel-spectrograms from the recordings by the documented definition, and gets the same.
/// </summary>
public sealed class PythonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NumpyFact]
    public void Python_reads_our_files_and_gets_the_same_mel_spectrograms()
    {
        string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo");
        string prepared = _folder.File("prepared");
        Assert.Empty(new Preparer(new PrepareOptions { Size = 128 }).Prepare(demo, prepared).LeftOut);

        string recording = Path.Combine(demo, "music", "romanticism-nocturne.wav"), picture = _folder.File("mel.png"), made = _folder.File("made.wav");
        SpectrogramPng.Write(picture, new MelSpectrogramExtractor(MelOptions.Thesis256).Extract(recording), new Dictionary<string, string> { ["Title"] = "Nächtliche Musik 夜曲" });
        CommandRun generate = CommandRun.In(
            _folder.Path, "generate", TestPaintings.Write(_folder, "Grün & Blau.png"), "-o", made, "--model", TinyModel.Write(_folder), "--seed", "5");
        Assert.True(generate.ExitCode == 0, generate.Error);

        CommandRun run = CommandRun.Start(_folder.Path, null, NumpyFactAttribute.Program!,
            Path.Combine(TestData.RepositoryRoot, "tests", "EndToEnd.Tests", "Interop", "read_files.py"), prepared, picture, recording, made);
        Assert.True(run.ExitCode == 0, run.Error);
        Found found = JsonSerializer.Deserialize<Found>(run.Output)!;

        // float16 is within 0.0005, as the page says, and float32 in between.
        Assert.Equal(["float16"], found.ClipTypes);
        Assert.All(found.ClipShapes, shape => Assert.Equal([1, 128, 128], shape[1..]));
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(demo, "music")).Count(), found.ClipDifferences.Length);
        Assert.All(found.ClipDifferences, difference => Assert.InRange(difference, 0, 0.0005));

        // One of 65,535 grey levels is 0.00003; half of one is rounded away.
        Assert.InRange(found.PictureDifference, 0, 3e-5);
        Assert.Equal(MelOptions.Thesis256, MelOptions.FromJson(found.PictureTexts["pix2pitch.mel"]));
        Assert.Equal(SpectrogramPng.ReadProperties(picture), found.PictureTexts);

        Assert.Equal(WaveProperties.Read(made), found.WaveProperties);
        Assert.Equal("5", found.WaveProperties["pix2pitch.seed"]);

        Assert.Equal(["uint8"], found.PaintingTypes);
        Assert.All(found.PaintingShapes, shape => Assert.Equal([3, 128, 128], shape[1..]));
        using PreparedData data = new PreparedData(prepared);
        var values = new float[3 * 128 * 128];
        Assert.Equal(data.Paintings.Count, found.PaintingSums.Length);
        for (int i = 0; i < data.Paintings.Count; i++)
        {
            data.ReadPainting(i, values);
            Assert.Equal(values.Chunk(128 * 128).Select(channel => channel.Sum(value => (long)Math.Round((value + 1.0) * 127.5))), found.PaintingSums[i]);
        }
    }

    private sealed record Found
    {
        public string[] ClipTypes { get; init; } = [];
        public int[][] ClipShapes { get; init; } = [];
        public double[] ClipDifferences { get; init; } = [];
        public string[] PaintingTypes { get; init; } = [];
        public int[][] PaintingShapes { get; init; } = [];
        public long[][] PaintingSums { get; init; } = [];
        public double PictureDifference { get; init; }
        public Dictionary<string, string> PictureTexts { get; init; } = [];
        public Dictionary<string, string> WaveProperties { get; init; } = [];
    }
}
