using Pix2Pitch.Paintings;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

public sealed class PreparerTests
{
    private static readonly PrepareOptions s_options = new() { Size = 64, ValidationShare = 0.34 };

    [Fact]
    public void Two_manifests_become_arrays_and_pairs_of_one_style()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder);
        PrepareReport report = new Preparer(s_options).Prepare(folder.File("data"), folder.File("out"));
        Assert.Empty(report.LeftOut);
        Assert.Equal((12, 12), (report.Info!.Paintings, report.Info!.Music));

        using var data = new PreparedData(folder.File("out"));
        Assert.Equal(report.Info!.TrainingPairs, data.Training.Count);
        Assert.NotEmpty(data.Validation);
        Assert.Empty(data.Training.Select(p => p.Painting).Intersect(data.Validation.Select(p => p.Painting)));
        Assert.Empty(data.Training.Select(p => p.Mel).Intersect(data.Validation.Select(p => p.Mel)));
        string[][] paintings = Table(folder, "paintings.csv"), music = Table(folder, "music.csv");
        Assert.All(data.Training.Concat(data.Validation), p => Assert.Equal(paintings[p.Painting][4], music[p.Mel][4]));
        Assert.Empty(Names(paintings, "train").Intersect(Names(paintings, "validation")));
        Assert.Empty(Names(music, "train", 3).Intersect(Names(music, "validation", 3)));

        // The row of a painting is what the file holds.
        var rgb = new float[3 * 64 * 64];
        data.ReadPainting(3, rgb);
        Assert.Equal(PaintingReader.Read(folder.File("data", "p", "3.png"), new PaintingOptions { Size = 64 }), rgb); // to the bit
        var mel = new float[64 * 64];
        data.ReadMel(0, mel);
        Assert.Equal(1f, mel.Max(), 1e-3);
        Assert.InRange(mel.Min(), -1f, 0f);
    }

    [Fact]
    public void The_same_data_and_seed_give_the_same_files()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder);
        string first = new Preparer(s_options).Prepare(folder.File("data"), folder.File("a")).Info!.Fingerprint;
        Assert.Equal(first, new Preparer(s_options).Prepare(folder.File("data"), folder.File("b")).Info!.Fingerprint);
        Assert.All(Directory.GetFiles(folder.File("a"), "*", SearchOption.AllDirectories),
            f => Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(folder.File("b", Path.GetRelativePath(folder.File("a"), f)))));
        Assert.NotEqual(first, new Preparer(s_options with { Seed = 5 }).Prepare(folder.File("data"), folder.File("b")).Info!.Fingerprint);
    }

    [Fact]
    public void What_cannot_be_used_is_left_out_with_its_name_and_the_reason()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder);
        folder.Write("data/p/bad.png", "not an image");
        WaveWriter.Write(folder.File("data", "m", "silent.wav"), new float[220_500], 22050);
        File.AppendAllText(folder.File("data", "paintings.csv"), "p/bad.png,Someone,Bad,baroque\np/missing.png,Someone,Missing,baroque\np/0.png,Nobody at all,Unlabelled,\n");
        File.AppendAllText(folder.File("data", "music.csv"), "m/silent.wav,Someone,Silence,baroque\n");
        PrepareReport report = new Preparer(s_options).Prepare(folder.File("data"), folder.File("out"));
        Assert.Equal((12, 12), (report.Info!.Paintings, report.Info!.Music));
        Assert.Equal(["0.png", "bad.png", "missing.png", "silent.wav"], report.LeftOut.Select(l => Path.GetFileName(l.File)).Order());
        Assert.All(report.LeftOut, l => Assert.False(string.IsNullOrWhiteSpace(l.Reason)));
        Assert.Equal(5, File.ReadLines(folder.File("out", "left-out.csv")).Count());
    }

    [Fact]
    public void Stopping_leaves_an_older_state_as_it_was_and_keeps_what_is_done()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder);
        Samples.WritePrepared(folder.File("out"));
        string before = File.ReadAllText(folder.File("out", "prepared.json"));
        using var source = new CancellationTokenSource();
        var progress = new Progress(p => { if (p is { Stage: "music", Done: 3 }) source.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => new Preparer(s_options, progress).Prepare(folder.File("data"), folder.File("out"), source.Token));
        Assert.Equal(before, File.ReadAllText(folder.File("out", "prepared.json")));
        using (var data = new PreparedData(folder.File("out")))
            Assert.Equal(6, data.Paintings.Count);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.part", SearchOption.AllDirectories));
        PrepareReport report = new Preparer(s_options).Prepare(folder.File("data"), folder.File("out"));
        Assert.Equal((1, 0), (report.Paintings.ShardsKept, report.Paintings.ShardsWritten));
        Assert.Equal((0, 1), (report.Music.ShardsKept, report.Music.ShardsWritten));
    }

    [Fact]
    public void A_folder_of_something_else_is_not_replaced()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder);
        folder.Write("out/letter.txt", "dear");
        Assert.Contains("out", Assert.Throws<Pix2PitchException>(() => new Preparer(s_options).Prepare(folder.File("data"), folder.File("out"))).Message);
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(folder.File("out")).Select(Path.GetFileName));
    }

    [Fact]
    public void Music_of_other_styles_only_is_said_so()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder);
        string music = folder.File("data", "music.csv");
        File.WriteAllText(music, File.ReadAllText(music).Replace("baroque", "expressionism", StringComparison.Ordinal).Replace("romanticism", "expressionism", StringComparison.Ordinal));
        Assert.Contains("style", Assert.Throws<Pix2PitchException>(() => new Preparer(s_options).Prepare(folder.File("data"), folder.File("out"))).Message);
        Assert.False(File.Exists(folder.File("out", "prepared.json")));
    }

    private static void WriteData(TemporaryFolder folder) => SmallLibrary.Write(folder.File("data"));

    private static string[][] Table(TemporaryFolder folder, string name)
        => [.. File.ReadAllLines(folder.File("out", name)).Skip(1).Select(l => l.Split('"') is [var a, var b, var c] ? [.. a.TrimEnd(',').Split(','), b, .. c.TrimStart(',').Split(',')] : l.Split(','))];

    private static IEnumerable<string> Names(string[][] table, string split, int column = 2) => table.Where(r => r[^1] == split).Select(r => r[column]);

    private sealed class Progress(Action<PrepareProgress> tell) : IProgress<PrepareProgress>
    {
        public void Report(PrepareProgress value) => tell(value);
    }
}
