namespace Pix2Pitch.Styles.Classification;

/// <summary>What <see cref="ImageNetwork"/> computes of a picture.</summary>
/// <param name="Embedding">512 values: the features after the last stage, averaged over the picture. They say what is in it.</param>
/// <param name="Texture">768 values: means and standard deviations of the channels of two earlier stages. They say how it is painted.</param>
internal sealed record ImageFeatures(float[] Embedding, float[] Texture)
{
    public const int EmbeddingLength = 512, TextureLength = 2 * (128 + 256);
}
