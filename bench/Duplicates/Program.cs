using System.Diagnostics;
using System.Globalization;
using Pix2Pitch.Manifests;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Duplicates;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

// How well fingerprints tell paintings apart, and how fast: 'calibrate FOLDER' changes every picture of a folder in each of the ways below and
// compares it with itself and with all others; 'beside OUT.png FILE...' shows pictures
// beside each other; 'find COUNT' groups that many made-up fingerprints, every tenth of them a copy.
switch (args)
{
    case ["calibrate", string folder]:
        Calibrate(folder);
        return 0;
    case ["beside", string output, .. string[] pictures]:
        Beside(output, pictures);
        return 0;
    case ["find", string count]:
        Find(int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("Usage: calibrate FOLDER | beside OUT.png FILE... | find COUNT");
        return 2;
}

static void Calibrate(string folder)
{
    string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(MediaFiles.IsPicture).Order(StringComparer.Ordinal)];
    PaintingFingerprint[] original = [.. files.AsParallel().AsOrdered().Select(file => PaintingFingerprint.Read(file))];

    Console.WriteLine($"{files.Length} pictures, each beside a changed copy of itself: largest distances, lowest correlations, and how many are not found");
    Console.WriteLine("| change | structure | colour | tones | details | not found |");
    Console.WriteLine("|---|---|---|---|---|---|");
    foreach ((string name, Action<Image<Rgba32>> change, int quality) in Changes())
    {
        PaintingFingerprint[] changed = [.. files.AsParallel().AsOrdered().Select(file => Changed(file, change, quality))];
        (int Structure, int Colour, double Tones, double Details)[] distances = [.. original.Zip(changed, Distances)];
        int missed = original.Zip(changed, (a, b) => a.Matches(b)).Count(found => !found);
        Console.WriteLine($"| {name} | {distances.Max(d => d.Structure)} | {distances.Max(d => d.Colour)} | {distances.Min(d => d.Tones):0.000} | "
            + $"{distances.Min(d => d.Details):0.000} | {missed} |");
    }

    var pairs = new List<(int Structure, int Colour, double Tones, double Details, int A, int B)>();
    for (int a = 0; a < files.Length; a++)
    {
        for (int b = a + 1; b < files.Length; b++)
        {
            (int structure, int colour, double tones, double details) = Distances(original[a], original[b]);
            pairs.Add((structure, colour, tones, details, a, b));
        }
    }
    Console.WriteLine($"\n{pairs.Count} pairs of different files; {pairs.Count(pair => original[pair.A].Matches(original[pair.B]))} match.");
    Show("The nearest by structure", pairs.OrderBy(pair => pair.Structure));
    Show("The most alike in tones", pairs.OrderByDescending(pair => pair.Tones));
    Show("The most alike in details", pairs.OrderByDescending(pair => pair.Details));
    Show($"The most alike in details of those within a distance of {DuplicatePaintings.StructureTolerance}",
        pairs.Where(pair => pair.Structure <= DuplicatePaintings.StructureTolerance).OrderByDescending(pair => pair.Details));

    void Show(string title, IEnumerable<(int Structure, int Colour, double Tones, double Details, int A, int B)> chosen)
    {
        Console.WriteLine($"\n{title}: structure, colour, tones, details");
        foreach (var pair in chosen.Take(10))
        {
            Console.WriteLine($"{pair.Structure,3} {pair.Colour,4} {pair.Tones,7:0.000} {pair.Details,7:0.000}  "
                + $"{Path.GetRelativePath(folder, files[pair.A])} | {Path.GetRelativePath(folder, files[pair.B])}");
        }
    }
}


static (int Structure, int Colour, double Tones, double Details) Distances(PaintingFingerprint a, PaintingFingerprint b)
{
    ToneCorrelation correlation = ToneCorrelation.Between(a, b);
    return (a.DistanceTo(b), a.ColorDistanceTo(b), correlation.Tones, correlation.Details);
}

static IEnumerable<(string Name, Action<Image<Rgba32>> Change, int Quality)> Changes()
{
    foreach (double scale in (double[])[0.25, 0.5, 0.77, 1.5, 2])
    {
        yield return ($"resized to {scale:P0}", image => image.Mutate(c => c.Resize(new ResizeOptions
        {
            Size = new Size(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale))),
            Mode = ResizeMode.Stretch,
            Sampler = KnownResamplers.Bicubic,
        })), 0);
    }
    foreach (int quality in (int[])[30, 50, 75, 95]) yield return ($"JPEG, quality {quality}", _ => { }, quality);
    foreach (double share in (double[])[0.01, 0.02, 0.03, 0.05])
    {
        yield return ($"{share:P0} cropped from every side", image =>
        {
            int x = (int)Math.Round(image.Width * share), y = (int)Math.Round(image.Height * share);
            image.Mutate(c => c.Crop(new Rectangle(x, y, image.Width - 2 * x, image.Height - 2 * y)));
        }, 0);
    }
    yield return ("3 % cropped from the left", image =>
    {
        int x = image.Width * 3 / 100;
        image.Mutate(c => c.Crop(new Rectangle(x, 0, image.Width - x, image.Height)));
    }, 0);
    foreach (double gain in (double[])[0.8, 0.9, 1.1, 1.2]) yield return ($"brightness times {gain:0.0}", image => Map(image, value => value * gain), 0);
    yield return ("gamma 1.2", image => Map(image, value => 255 * Math.Pow(value / 255, 1.2)), 0);
    yield return ("half the size, 1 % cropped, brightness times 1.1, JPEG 60", image =>
    {
        int x = image.Width / 100, y = image.Height / 100;
        var half = new ResizeOptions { Size = new Size(image.Width / 2, image.Height / 2), Mode = ResizeMode.Stretch, Sampler = KnownResamplers.Lanczos3 };
        image.Mutate(c => c.Crop(new Rectangle(x, y, image.Width - 2 * x, image.Height - 2 * y)).Resize(half));
        Map(image, value => value * 1.1);
    }, 60);
}

static void Map(Image<Rgba32> image, Func<double, double> map)
{
    byte[] table = [.. Enumerable.Range(0, 256).Select(value => (byte)Math.Clamp(Math.Round(map(value)), 0, 255))];
    image.ProcessPixelRows(rows =>
    {
        for (int y = 0; y < rows.Height; y++)
        {
            foreach (ref Rgba32 pixel in rows.GetRowSpan(y)) pixel = new Rgba32(table[pixel.R], table[pixel.G], table[pixel.B], pixel.A);
        }
    });
}

static PaintingFingerprint Changed(string file, Action<Image<Rgba32>> change, int quality)
{
    string copy = Path.GetTempFileName();
    try
    {
        using Image<Rgba32> image = Image.Load<Rgba32>(file);
        change(image);
        if (quality > 0) image.SaveAsJpeg(copy, new JpegEncoder { Quality = quality });
        else image.SaveAsJpeg(copy, new JpegEncoder { Quality = 95 });
        return PaintingFingerprint.Read(copy);
    }
    finally
    {
        File.Delete(copy);
    }
}

static void Beside(string output, string[] pictures)
{
    const int Size = 256;
    using var sheet = new Image<Rgba32>(Size * pictures.Length, Size);
    for (int i = 0; i < pictures.Length; i++)
    {
        float[] rgb = PaintingReader.Read(pictures[i], new PaintingOptions { Size = Size, Fit = PaintingFit.Squash });
        sheet.ProcessPixelRows(rows =>
        {
            for (int at = 0; at < Size * Size; at++)
                rows.GetRowSpan(at / Size)[i * Size + at % Size] = new Rgba32(Byte(rgb[at]), Byte(rgb[Size * Size + at]), Byte(rgb[2 * Size * Size + at]));
        });
    }
    sheet.SaveAsPng(output);

    static byte Byte(float value) => (byte)Math.Clamp(Math.Round((value + 1) * 127.5f), 0, 255);
}

static void Find(int count)
{
    var random = new Random(1);
    var paintings = new (PaintingFingerprint Fingerprint, long Pixels, string Path)[count];
    for (int i = 0; i < count; i++)
    {
        var bytes = new byte[PaintingFingerprint.Bytes];
        random.NextBytes(bytes);
        if (i % 10 == 9)
        {
            bytes = Convert.FromHexString(paintings[random.Next(i)].Fingerprint.ToString());
            for (int bit = 0; bit < 5; bit++) bytes[random.Next(8)] ^= (byte)(1 << random.Next(8));
        }
        if (!PaintingFingerprint.TryParse(Convert.ToHexStringLower(bytes), out PaintingFingerprint? fingerprint))
            throw new InvalidOperationException("Bytes are a fingerprint.");
        paintings[i] = (fingerprint, random.Next(1000, 1_000_000), $"{i}.jpg");
    }
    DuplicatePaintings.Find([.. paintings.Take(1000)]);
    long before = GC.GetTotalAllocatedBytes();
    var watch = Stopwatch.StartNew();
    IReadOnlyList<DuplicatePaintingsGroup> groups = DuplicatePaintings.Find(paintings);
    Console.WriteLine($"{count} paintings: {watch.Elapsed.TotalSeconds:0.000} s, {(GC.GetTotalAllocatedBytes() - before) / 1e6:0.0} MB allocated, "
        + $"{groups.Count} groups, {groups.Sum(group => group.Others.Count)} left out of {count / 10} copies");
}
