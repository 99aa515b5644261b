using Pix2Pitch.Generation;
using Pix2Pitch.Manifests;
using Pix2Pitch.Paintings;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>A picture unlike the training data.</summary>
/// <param name="Generate">Makes music from it.</param>
internal sealed record OtherPicture(Func<PaintingToMusic, int, CancellationToken, GeneratedMusic> Generate);

/// <summary>Pictures unlike the training data: changed paintings, and the user's own.</summary>
internal static class OtherPictures
{
    private const int Side = 512; // pixels
    private const string EdgesKind = "edges of paintings, as in a sketch", ContrastKind = "paintings with raised contrast", BlendsKind = "blends of two paintings";

    /// <summary>The kinds of pictures, each with its pictures.</summary>
    /// <param name="paintings">The paintings that are changed.</param>
    /// <param name="folder">The user's folder, which gives the kind its name; null for none.</param>
    /// <param name="files">The pictures in it (<see cref="Find"/>).</param>
    /// <param name="max">The maximum number of each kind.</param>
    public static IEnumerable<(string Kind, IReadOnlyList<OtherPicture> Pictures)> Of(IReadOnlyList<EvaluationPainting> paintings, string? folder, IReadOnlyList<string> files, int max)
    {
        int count = Math.Min(max, paintings.Count);
        if (count == 0) yield break;
        string[] paths = [.. Enumerable.Range(0, count).Select(i => paintings[i * paintings.Count / count].Work.Path)];
        yield return (EdgesKind, [.. paths.Select(path => Changed(path, Edges))]);
        yield return (ContrastKind, [.. paths.Select(path => Changed(path, RaisedContrast))]);
        yield return (BlendsKind, [.. paths.Select((path, i) => Blended(path, paths[(i + paths.Length / 2) % paths.Length]))]);
        if (folder is null) yield break;
        yield return ($"pictures of '{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}'", [.. files.Take(max).Select(file => new OtherPicture((music, seed, stop) => music.Generate(file, seed, cancellation: stop)))]);
    }

    /// <summary>The same kinds for paintings in memory, each with the changed paintings.</summary>
    /// <param name="paintings">[3, S, S] in [-1, 1] each.</param>
    /// <param name="side">S in pixels.</param>
    public static IEnumerable<(string Kind, IReadOnlyList<float[]> Paintings)> Of(IReadOnlyList<float[]> paintings, int side)
    {
        yield return (EdgesKind, [.. paintings.Select(painting => Changed(painting, (image, _) => image.Mutate(Edges)))]);
        yield return (ContrastKind, [.. paintings.Select(painting => Changed(painting, (image, _) => image.Mutate(RaisedContrast)))]);
        yield return (BlendsKind, [.. paintings.Select((painting, i) => Changed(painting, (image, over) => Blend(image, over), paintings[(i + paintings.Count / 2) % paintings.Count]))]);

        float[] Changed(float[] painting, Action<Image<Rgb24>, Image<Rgb24>> change, float[]? other = null)
        {
            using Image<Rgb24> image = ToImage(painting, side), over = ToImage(other ?? painting, side);
            change(image, over);
            int plane = side * side;
            var values = new float[painting.Length];
            for (int i = 0; i < plane; i++)
            {
                Rgb24 pixel = image[i % side, i / side];
                (values[i], values[plane + i], values[2 * plane + i]) = (pixel.R / 127.5f - 1, pixel.G / 127.5f - 1, pixel.B / 127.5f - 1);
            }
            return values;
        }
    }

    /// <summary>The pictures in a folder and its subfolders, in the order of their paths.</summary>
    /// <exception cref="Pix2PitchException">There is no such folder, it cannot be read, or it has no picture.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        if (!Directory.Exists(folder)) throw new Pix2PitchException($"There is no folder '{folder}'; check --other-pictures.");
        try
        {
            string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(MediaFiles.IsPicture).Order(StringComparer.Ordinal)];
            return files.Length > 0 ? files : throw new Pix2PitchException($"The folder '{folder}' has no picture; check --other-pictures.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The folder '{folder}' cannot be read ({e.Message.TrimEnd('.')}); check --other-pictures.", e);
        }
    }

    private static OtherPicture Changed(string path, Action<IImageProcessingContext> change) => new((music, seed, stop) =>
    {
        using Image<Rgb24> image = Load(path);
        image.Mutate(change);
        return music.Generate(image, seed, cancellation: stop);
    });

    private static OtherPicture Blended(string path, string other) => new((music, seed, stop) =>
    {
        using Image<Rgb24> image = Load(path), over = Load(other);
        Blend(image, over);
        return music.Generate(image, seed, cancellation: stop);
    });

    private static void Edges(IImageProcessingContext image) => image.DetectEdges().Grayscale().Invert();

    private static void RaisedContrast(IImageProcessingContext image) => image.Contrast(2);

    private static void Blend(Image<Rgb24> image, Image<Rgb24> over) => image.Mutate(context => context.DrawImage(over, 0.5f));

    // PaintingReader reads every painting that models read, with its colour profile and orientation, and large ones in little memory.
    private static Image<Rgb24> Load(string path) => ToImage(PaintingReader.Read(path, new PaintingOptions { Size = Side }), Side);

    private static Image<Rgb24> ToImage(float[] values, int side)
    {
        int plane = side * side;
        var image = new Image<Rgb24>(side, side);
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int i = y * side + x;
                image[x, y] = new Rgb24(Byte(values[i]), Byte(values[plane + i]), Byte(values[2 * plane + i]));
            }
        }
        return image;

        static byte Byte(float value) => (byte)Math.Round(127.5f + 127.5f * value);
    }
}
