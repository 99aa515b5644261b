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
        yield return ("edges of paintings, as in a sketch", [.. paths.Select(path => Changed(path, image => image.DetectEdges().Grayscale().Invert()))]);
        yield return ("paintings with raised contrast", [.. paths.Select(path => Changed(path, image => image.Contrast(2)))]);
        yield return ("blends of two paintings", [.. paths.Select((path, i) => Blended(path, paths[(i + paths.Length / 2) % paths.Length]))]);
        if (folder is null) yield break;
        yield return ($"pictures of '{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}'", [.. files.Take(max).Select(file => new OtherPicture((music, seed, stop) => music.Generate(file, seed, cancellation: stop)))]);
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
        image.Mutate(context => context.DrawImage(over, 0.5f));
        return music.Generate(image, seed, cancellation: stop);
    });

    // PaintingReader reads every painting that models read, with its colour profile and orientation, and large ones in little memory.
    private static Image<Rgb24> Load(string path)
    {
        const int Plane = Side * Side;
        float[] values = PaintingReader.Read(path, new PaintingOptions { Size = Side });
        var image = new Image<Rgb24>(Side, Side);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                int i = y * Side + x;
                image[x, y] = new Rgb24(Byte(values[i]), Byte(values[Plane + i]), Byte(values[2 * Plane + i]));
            }
        }
        return image;

        static byte Byte(float value) => (byte)Math.Round(127.5f + 127.5f * value);
    }
}
