using System.Text;
using System.Text.Json;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Judges the styles of paintings from their pictures. The rows are the embeddings: [512] as float16. They depend neither on the size nor on the fit.</summary>
internal sealed class PictureStyleSource : IShardSource<PictureStyle>
{
    // Increase it when the network gets other pixels of the same file.
    private const int Version = 1;

    private readonly StyleJudge _judge = new(StyleClassifier.Default, embeds: true);

    public ShardOptions Options { get; } = new(
        "embeddings", $"{Version} {Checksum.Of(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(StyleClassifier.Default)))}", NpyType.Half, [ImageFeatures.EmbeddingLength]);

    public (IReadOnlyList<PictureStyle> Items, byte[] Rows, IReadOnlyList<string> LeftOut) Read(string path)
    {
        (float[] probabilities, ImageFeatures features) = _judge.Judge(path);
        var row = new byte[ImageFeatures.EmbeddingLength * NpyType.Half.Size];
        NpyTypes.Store(NpyType.Half, features.Embedding, row);
        return ([new PictureStyle(probabilities)], row, []);
    }
}

/// <summary>The judgement of a painting.</summary>
/// <param name="Probabilities">The probability of each style.</param>
internal sealed record PictureStyle(float[] Probabilities);
