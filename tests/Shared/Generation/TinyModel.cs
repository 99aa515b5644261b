using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Tests;

/// <summary>A small, fast model file for tests, 64 x 64 pixels.</summary>
internal static class TinyModel
{
    public const int Size = 64;

    /// <summary>10 s at 4,000 Hz, which is fast to compute.</summary>
    public static MelOptions Mel { get; } = new() { SampleRate = 4000, FftSize = 2048, HopLength = 634, MelBands = Size, Frames = Size };

    public static GeneratorMetadata Metadata { get; } = new()
    {
        Name = "tiny",
        ImageSize = Size,
        Fit = PaintingFit.Squash,
        Mel = Mel,
        Styles = [.. StyleNames.All],
        RunId = "run-1",
        Licence = "CC0-1.0",
        TrainedOn = "nothing – 无",
        Details = new Dictionary<string, string> { ["steps"] = "0" },
    };

    /// <summary>Writes a model that also takes the embedding of the picture into a folder.</summary>
    public static string WriteWithEmbedding(TemporaryFolder folder, string name = "embedding.onnx")
        => TinyGenerator.Write(folder.File(name), Size, (Metadata with { EmbeddingLength = 512 }).ToProperties(), embeddingLength: 512);

    /// <summary>Writes a model of the other direction, from music to paintings.</summary>
    public static string WritePainter(TemporaryFolder folder, string name = "painter.onnx")
        => TinyGenerator.WritePainter(folder.File(name), Size, (Metadata with { Direction = GeneratorDirection.MusicToPainting }).ToProperties());

    /// <summary>Writes a model whose run ends at once with the seed 0, and not in days with a larger one.</summary>
    public static string WriteEndless(TemporaryFolder folder, GeneratorDirection direction)
    {
        var metadata = Metadata with { Direction = direction };
        return direction == GeneratorDirection.MusicToPainting
            ? TinyGenerator.WritePainter(folder.File("endless-painter.onnx"), Size, metadata.ToProperties(), TinyGenerator.AddLoop)
            : TinyGenerator.Write(folder.File("endless.onnx"), Size, metadata.ToProperties(), change: TinyGenerator.AddLoop);
    }

    /// <summary>Writes the file into a folder.</summary>
    public static string Write(TemporaryFolder folder, string name = "tiny.onnx") => TinyGenerator.Write(folder.File(name), Size, Metadata.ToProperties());
}
