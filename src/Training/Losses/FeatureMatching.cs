using Pix2Pitch.Training.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Losses;

/// <summary>
/// L1 distance of the discriminators' activations for generated and for real examples (pix2pixHD, Wang et al. 2018, equation 4). Each layer has the weight
/// 4 / (n + 1) / D, with n the number of convolutions with stride 2 and D the number of discriminators, as in its program.
/// </summary>
internal static class FeatureMatching
{
    /// <summary>The distance.</summary>
    /// <param name="generated">What the discriminators say of the generated examples.</param>
    /// <param name="real">What they say of the real ones; no gradient passes to them.</param>
    public static Tensor Distance(IReadOnlyList<Judgement> generated, IReadOnlyList<Judgement> real)
    {
        Tensor? sum = null;
        for (int i = 0; i < generated.Count; i++)
        {
            // All layers before the last one; the last of them has stride 1.
            float weight = 4f / generated[i].Features.Count / generated.Count;
            for (int layer = 0; layer < generated[i].Features.Count; layer++)
            {
                Tensor distance = functional.l1_loss(generated[i].Features[layer], real[i].Features[layer].detach()) * weight;
                sum = sum is null ? distance : sum + distance;
            }
        }
        return sum!;
    }
}
