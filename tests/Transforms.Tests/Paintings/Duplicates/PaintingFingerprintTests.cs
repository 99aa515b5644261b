using System.Collections.Concurrent;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Duplicates;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Transforms.Tests.Paintings.Duplicates;

public sealed class PaintingFingerprintTests : IDisposable
{
    // Every change is made to the same paintings, of which each is read once.
    private static readonly ConcurrentDictionary<string, PaintingFingerprint> s_originals = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string[] Demo()
        => [.. Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings"), "*.png").Order(StringComparer.Ordinal)];

    /// <summary>Paintings of the demo set, and some real ones if they are present.</summary>
    private static string[] Some() => [.. Demo(), .. Real().Where((_, i) => i % 25 == 0)];

    private static string[] Real()
        => TestData.Find("train", "paintings") is { } folder
            ? [.. Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];

    private static PaintingFingerprint Original(string file) => s_originals.GetOrAdd(file, path => PaintingFingerprint.Read(path));

    private PaintingFingerprint OfCopy(string file, Action<Image<Rgba32>> change, int quality = 90)
    {
        string copy = _folder.File($"{Guid.NewGuid():n}.jpg");
        using Image<Rgba32> image = Image.Load<Rgba32>(file);
        change(image);
        image.SaveAsJpeg(copy, new JpegEncoder { Quality = quality });
        return PaintingFingerprint.Read(copy);
    }

    private void AllAreFound(Action<Image<Rgba32>> change, int quality = 90)
        => Assert.All(Some(), file =>
        {
            PaintingFingerprint original = Original(file), copy = OfCopy(file, change, quality);
            Assert.True(original.Matches(copy) && copy.Matches(original), $"{file}: {original.DistanceTo(copy)}");
        });

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1.37)]
    [InlineData(2)]
    public void A_copy_in_another_size_is_the_same_painting(double scale)
        => AllAreFound(image => image.Mutate(context => context.Resize(new ResizeOptions
        {
            Size = new Size((int)(image.Width * scale), (int)(image.Height * scale)),
            Mode = ResizeMode.Stretch,
            Sampler = KnownResamplers.Bicubic,
        })));

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(95)]
    public void A_copy_in_another_quality_is_the_same_painting(int quality) => AllAreFound(_ => { }, quality);

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.2)]
    public void A_darker_or_brighter_copy_is_the_same_painting(double gain)
        => AllAreFound(image => image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                foreach (ref Rgba32 pixel in rows.GetRowSpan(y)) pixel = new Rgba32(Gained(pixel.R), Gained(pixel.G), Gained(pixel.B), pixel.A);
            }

            byte Gained(byte value) => (byte)Math.Min(255, value * gain);
        }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_copy_that_lacks_a_little_of_every_side_is_the_same_painting(int percent)
        => AllAreFound(image =>
        {
            int x = image.Width * percent / 100, y = image.Height * percent / 100;
            image.Mutate(context => context.Crop(new Rectangle(x, y, image.Width - 2 * x, image.Height - 2 * y)));
        });

    [Fact]
    public void Different_paintings_are_different()
    {
        string[] files = [.. Demo(), .. Real()];
        PaintingFingerprint[] fingerprints = [.. files.AsParallel().AsOrdered().Select(Original)];
        for (int a = 0; a < files.Length; a++)
        {
            for (int b = a + 1; b < files.Length; b++)
                Assert.False(fingerprints[a].Matches(fingerprints[b]), $"{files[a]} and {files[b]}: {fingerprints[a].DistanceTo(fingerprints[b])}");
        }
    }

    [Fact]
    public void Decoded_pixels_give_the_fingerprint_of_the_file()
    {
        foreach (string file in Demo())
        {
            float[] rgb = PaintingReader.Read(file, new PaintingOptions { Size = 256 });
            PaintingFingerprint ofPixels = PaintingFingerprint.Of(rgb, 256, 256), ofFile = PaintingFingerprint.Read(file);
            Assert.True(ofPixels.Matches(ofFile));
            Assert.InRange(ofPixels.DistanceTo(ofFile), 0, 2);
        }
    }

    [Fact]
    public void It_is_written_as_hexadecimal_digits_and_read_again()
    {
        PaintingFingerprint fingerprint = PaintingFingerprint.Read(Demo()[0]);
        string text = fingerprint.ToString();
        Assert.Matches("^[0-9a-f]{288}$", text);
        Assert.True(PaintingFingerprint.TryParse(text, out PaintingFingerprint? read));
        Assert.Equal((fingerprint, fingerprint.GetHashCode(), text), (read, read.GetHashCode(), read.ToString()));
        Assert.NotEqual(fingerprint, PaintingFingerprint.Read(Demo()[1]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00ff")]
    public void A_text_of_another_form_is_none(string? text) => Assert.False(PaintingFingerprint.TryParse(text, out _));

    [Fact]
    public void A_text_of_the_right_length_with_another_letter_is_none() => Assert.False(PaintingFingerprint.TryParse(new string('g', 288), out _));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 200)]
    [InlineData(33, 31)]
    public void Pictures_of_any_size_and_of_one_tone_have_a_fingerprint(int width, int height)
    {
        float[] grey = new float[3 * width * height];
        PaintingFingerprint flat = PaintingFingerprint.Of(grey, width, height);
        Assert.True(flat.Matches(PaintingFingerprint.Of(new float[3 * 64 * 64], 64, 64)));
        Assert.False(flat.Matches(PaintingFingerprint.Read(Demo()[0])));
    }

    [Fact]
    public void Values_that_do_not_fit_the_size_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PaintingFingerprint.Of(new float[11], 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingFingerprint.Of([], 0, 2));
    }

    [Fact]
    public void A_file_that_is_no_picture_is_refused()
        => Assert.Contains("not an image", Assert.Throws<Pix2PitchException>(() => PaintingFingerprint.Read(_folder.Write("a.jpg", "x"))).Message);
}
