namespace Pix2Pitch.Styles.Classification;

/// <summary>What <see cref="ImageNetwork"/> computes of a picture.</summary>
/// <param name="Correlations">
/// 40,768 values from -1 to 1: how two channels after the second stage of the network, and two after the third, go together over the picture, for all pairs. They say how it is
/// painted (the Gram matrices of L. Gatys and others, "Image style transfer using convolutional neural networks", CVPR 2016, with mean 0 and deviation 1 for each channel).
/// </param>
/// <param name="Texture">768 values: means and standard deviations of the same channels. Classifiers that were trained with earlier versions judge by them.</param>
/// <param name="Embedding">512 values: the features after the last stage, averaged over the picture. They say what is in it. Empty if they are not computed.</param>
internal sealed record ImageFeatures(float[] Correlations, float[] Texture, float[] Embedding)
{
    public const int EmbeddingLength = 512, TextureLength = 2 * (128 + 256), CorrelationLength = SecondStagePairs + 256 * 255 / 2;

    /// <summary>The number of correlations of the second stage, which come first.</summary>
    public const int SecondStagePairs = 128 * 127 / 2;
}
