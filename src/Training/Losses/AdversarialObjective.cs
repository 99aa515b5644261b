using Pix2Pitch.Training.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Losses;

/// <summary>Computes an <see cref="AdversarialLoss"/>: the mean over patches, examples and discriminators.</summary>
internal static class AdversarialObjective
{
    /// <summary>The discriminator's loss on real or on generated examples.</summary>
    public static Tensor OfDiscriminator(AdversarialLoss kind, IReadOnlyList<Judgement> judgements, bool isReal)
        => Mean(judgements, logits => kind switch
        {
            AdversarialLoss.CrossEntropy => functional.binary_cross_entropy_with_logits(logits, isReal ? ones_like(logits) : zeros_like(logits)),
            AdversarialLoss.LeastSquares => functional.mse_loss(logits, isReal ? ones_like(logits) : zeros_like(logits)),
            AdversarialLoss.Hinge => (isReal ? 1f - logits : 1f + logits).relu().mean(),
            _ => isReal ? -logits.mean() : logits.mean(),
        });

    /// <summary>The generator's loss on its own outputs.</summary>
    public static Tensor OfGenerator(AdversarialLoss kind, IReadOnlyList<Judgement> judgements)
        => kind is AdversarialLoss.CrossEntropy or AdversarialLoss.LeastSquares
            ? OfDiscriminator(kind, judgements, isReal: true)
            : Mean(judgements, logits => -logits.mean());

    private static Tensor Mean(IReadOnlyList<Judgement> judgements, Func<Tensor, Tensor> loss)
    {
        Tensor sum = loss(judgements[0].Logits);
        for (int i = 1; i < judgements.Count; i++)
            sum = sum + loss(judgements[i].Logits);
        return judgements.Count == 1 ? sum : sum / (float)judgements.Count;
    }
}
