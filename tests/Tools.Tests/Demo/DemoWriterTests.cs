using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Demo;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Tools.Tests.Demo;

/// <summary>
/// The program writes what is checked in. The encoder decides the bytes of a PNG file, so its pixels are compared. Sines and powers come from
/// the C library of the machine and can differ in their last bit; the bounds allow for that. On x64 Linux there is no difference.
/// </summary>
public class DemoWriterTests(WrittenSet written) : IClassFixture<WrittenSet>
{
    [Fact]
    public void The_program_writes_the_files_and_manifests_of_the_repository()
    {
        Assert.Equal(WrittenSet.Files(WrittenSet.Repository), WrittenSet.Files(written.Folder));
        foreach (string manifest in (string[])["paintings.csv", "music.csv"])
            Assert.Equal(File.ReadAllText(Path.Combine(WrittenSet.Repository, manifest)), File.ReadAllText(Path.Combine(written.Folder, manifest)));
    }

    [Fact]
    public void The_program_paints_the_paintings_of_the_repository() => Assert.All(Names("*.png"), name =>
    {
        using Image<Rgb24> expected = Image.Load<Rgb24>(Path.Combine(WrittenSet.Repository, name)), actual = Image.Load<Rgb24>(Path.Combine(written.Folder, name));
        Assert.Equal(expected.Metadata.GetPngMetadata().TextData, actual.Metadata.GetPngMetadata().TextData);
        Assert.Equal(expected.Size(), actual.Size());
        int different = Pixels.Of(expected).Zip(Pixels.Of(actual)).Count(pair => pair.First != pair.Second);
        Assert.InRange(different, 0, actual.Width * actual.Height / 100);
    });

    [Fact]
    public void The_program_composes_the_music_of_the_repository() => Assert.All(Names("*.wav"), name =>
    {
        string expected = Path.Combine(WrittenSet.Repository, name), actual = Path.Combine(written.Folder, name);
        Assert.Equal(WaveProperties.Read(expected), WaveProperties.Read(actual));
        float[] samples = Samples(actual);
        Assert.Equal(Samples(expected).Length, samples.Length);
        Assert.InRange(Samples(expected).Zip(samples).Max(pair => MathF.Abs(pair.First - pair.Second)), 0, 1.5f / 32768);
    });

    [Fact]
    public void The_same_seed_writes_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        DemoWriter.Write(folder.Path, styles: [Style.Classicism]);
        string[] files = [.. WrittenSet.Files(folder.Path).Where(file => !file.EndsWith(".csv", StringComparison.Ordinal))];
        Assert.Equal(DemoPainter.Subjects + DemoComposer.Phrases, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(written.Folder, file)), File.ReadAllBytes(folder.File(file))));
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "");
        var error = Assert.Throws<Pix2PitchException>(() => DemoWriter.Write(Path.Combine(file, "demo")));
        Assert.Contains($"'{Path.Combine(file, "demo", "paintings")}' cannot be created", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string pattern)
        => Directory.GetFiles(WrittenSet.Repository, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(WrittenSet.Repository, file));

    private static float[] Samples(string file) => AudioReader.Read(file, DemoComposer.SampleRate).Samples;
}
