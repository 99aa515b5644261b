using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Losses;

/// <summary>A distance of mel-spectrograms that does not depend on timing.</summary>
internal static class BandStatisticsDistance
{
    /// <summary>L1 distance between the means, and between the standard deviations, over time of the bands.</summary>
    /// <param name="generated">[N, 1, S, S].</param>
    /// <param name="real">[N, 1, S, S].</param>
    public static Tensor Of(Tensor generated, Tensor real)
        => functional.l1_loss(generated.mean([3]), real.mean([3])) + functional.l1_loss(Deviation(generated), Deviation(real));

    private static Tensor Deviation(Tensor mel) => (mel.var([3], unbiased: false) + 1e-6f).sqrt();
}
