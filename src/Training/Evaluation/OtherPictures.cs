using Pix2Pitch.Generation;
using Pix2Pitch.Manifests;
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
    /// <param name="folder">A folder of other pictures; null for none.</param>
    /// <param name="count">The maximum number of each kind.</param>
    /// <param name="notes">Receives a sentence about a folder without pictures.</param>
    public static IEnumerable<(string Kind, IReadOnlyList<OtherPicture> Pictures)> Of(IReadOnlyList<EvaluationPainting> paintings, string? folder, int count, List<string> notes)
    {
        count = Math.Min(count, paintings.Count);
        if (count == 0) yield break;
        string[] paths = [.. Enumerable.Range(0, count).Select(i => paintings[i * paintings.Count / count].Work.Path)];
        yield return ("edges of paintings, as in a sketch", [.. paths.Select(path => Changed(path, image => image.DetectEdges().Grayscale().Invert()))]);
        yield return ("paintings with raised contrast", [.. paths.Select(path => Changed(path, image => image.Contrast(2)))]);
        yield return ("blends of two paintings", [.. paths.Select((path, i) => Blended(path, paths[(i + paths.Length / 2) % paths.Length]))]);
        if (folder is null) yield break;
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(MediaFiles.IsPicture).Order(StringComparer.Ordinal).Take(count)];
        if (files.Length == 0) notes.Add($"'{folder}' has no picture.");
        yield return ($"pictures of '{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}'", [.. files.Select(file => new OtherPicture((music, seed, stop) => music.Generate(file, seed, cancellation: stop)))]);
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

    private static Image<Rgb24> Load(string path)
    {
        Image<Rgb24> image = Image.Load<Rgb24>(path);
        image.Mutate(context => context.Resize(Side, Side));
        return image;
    }
}
