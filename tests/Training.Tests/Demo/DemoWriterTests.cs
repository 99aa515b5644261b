using Pix2Pitch.Manifests;
using Pix2Pitch.Paintings;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Demo;

namespace Pix2Pitch.Training.Tests.Demo;

public class DemoWriterTests
{
    [Fact]
    public void The_same_seed_writes_the_same_bytes_and_nothing_is_left_over()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<string> once = DemoWriter.Write(folder.File("once"), 2, [Style.Classicism]);
        IReadOnlyList<string> again = DemoWriter.Write(folder.File("again"), 2, [Style.Classicism]);
        Assert.Equal(once, again);
        Assert.Equal(DemoPainter.Subjects + DemoComposer.Phrases, once.Count);
        string[] files = Directory.GetFiles(folder.File("once"), "*", SearchOption.AllDirectories);
        Assert.Equal(once.Count + 2, files.Length);
        foreach (string file in files)
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(folder.File("again", Path.GetRelativePath(folder.File("once"), file))));
    }

    [Fact]
    public void The_set_in_the_repository_can_be_read_and_has_every_style()
    {
        string folder = Path.Combine(TestData.RepositoryRoot, "data", "demo");
        var paintings = ManifestReader.Read(Path.Combine(folder, "paintings.csv"), new ManifestOptions { Strict = true });
        var music = ManifestReader.Read(Path.Combine(folder, "music.csv"), new ManifestOptions { Strict = true });
        Assert.Equal(5 * DemoPainter.Subjects, paintings.Rows.Count);
        Assert.Equal(5 * DemoComposer.Phrases, music.Rows.Count);
        foreach (string style in StyleNames.All)
        {
            Assert.Equal(DemoPainter.Subjects, paintings.Rows.Count(row => row.Style == style));
            Assert.Equal(DemoComposer.Phrases, music.Rows.Count(row => row.Style == style));
        }
        float[] rgb = PaintingReader.Read(paintings.Rows[0].Path, new PaintingOptions { Size = 64 });
        Assert.True(rgb.Max() > rgb.Min());
        AudioSignal clip = AudioReader.Read(music.Rows[0].Path, 22_050);
        Assert.Equal(220_500, clip.Samples.Length);
        Assert.InRange(Size("paintings"), 1, 3_000_000);
        Assert.InRange(Size("music"), 1, 5_000_000);

        long Size(string name) => new DirectoryInfo(Path.Combine(folder, name)).GetFiles().Sum(file => file.Length);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_its_name()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "");
        var refused = Assert.Throws<Pix2PitchException>(() => DemoWriter.Write(Path.Combine(file, "demo")));
        Assert.Contains($"'{Path.Combine(file, "demo", "paintings")}' cannot be made", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_stopped_between_two_files()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => DemoWriter.Write(folder.Path, cancellation: stop.Token));
        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }
}
