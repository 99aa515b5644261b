using static TorchSharp.torch;

namespace Pix2Pitch.Training.Losses;

/// <summary>
/// What a classifier of styles should say of generated mel-spectrograms: the style that was requested (AC-GAN, Odena et al. 2017), or, where none was
/// requested, each style alike (style ambiguity, CAN, Elgammal et al. 2017, equation 3 with cross entropy).
/// </summary>
internal static class StyleObjective
{
    /// <summary>The cross entropy of the requested styles, averaged over all examples; examples without a style count 0.</summary>
    /// <param name="logits">[N, styles], from the classifier.</param>
    /// <param name="style">[N, styles]; one-hot, probabilities, or zeros.</param>
    public static Tensor OfRequested(Tensor logits, Tensor style) => -(style * logits.log_softmax(1)).sum(1).mean();

    /// <summary>The cross entropy of the uniform distribution for examples without a style, less its minimum; others count 0.</summary>
    public static Tensor OfAmbiguous(Tensor logits, Tensor style)
    {
        Tensor isUnknown = (style.sum(1) == 0).to(ScalarType.Float32);
        Tensor entropy = -logits.log_softmax(1).mean([1]) - (float)Math.Log(logits.shape[1]);
        return (entropy * isUnknown).mean();
    }
}
