namespace Pix2Pitch.Styles.Classification;

/// <summary>What <see cref="ImageNetwork"/> computes of a picture.</summary>
/// <param name="Texture">768 values: means and standard deviations of the channels after the second and the third stage. They say how it is painted.</param>
/// <param name="Embedding">512 values: the features after the last stage, averaged over the picture. They say what is in it. Empty if they are not computed.</param>
internal sealed record ImageFeatures(float[] Texture, float[] Embedding)
{
    public const int EmbeddingLength = 512, TextureLength = 2 * (128 + 256);
}
