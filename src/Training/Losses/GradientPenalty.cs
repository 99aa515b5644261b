using Pix2Pitch.Training.Networks;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Losses;

/// <summary>Penalties on the gradient of the discriminator with respect to the mel-spectrogram.</summary>
internal static class GradientPenalty
{
    /// <summary>
    /// (|gradient| - 1)² between real and generated examples, averaged over them (Gulrajani et al. 2017, equation 3). The value of an example is the mean of
    /// its patches.
    /// </summary>
    /// <param name="judge">The discriminator.</param>
    /// <param name="real">[N, 1, S, S].</param>
    /// <param name="generated">[N, 1, S, S].</param>
    /// <param name="share">[N, 1, 1, 1] from 0 (generated) to 1 (real): the point between them.</param>
    public static Tensor OfWasserstein(Func<Tensor, IReadOnlyList<Judgement>> judge, Tensor real, Tensor generated, Tensor share)
    {
        Tensor between = (real * share + generated * (1f - share)).detach().requires_grad_();
        Tensor gradient = Gradient(judge(between), between, (sum, patches) => sum / patches);
        return ((gradient.square().sum([1, 2, 3]) + 1e-12f).sqrt() - 1f).square().mean();
    }

    /// <summary>|gradient|² at real examples, averaged over them: R1 of Mescheder et al. 2018 (equation 9) without the factor gamma / 2.</summary>
    public static Tensor OfReal(Func<Tensor, IReadOnlyList<Judgement>> judge, Tensor real)
    {
        Tensor input = real.detach().requires_grad_();
        return Gradient(judge(input), input, (sum, _) => sum).square().sum([1, 2, 3]).mean();
    }

    private static Tensor Gradient(IReadOnlyList<Judgement> judgements, Tensor input, Func<Tensor, float, Tensor> value)
    {
        long examples = input.shape[0];
        Tensor total = judgements.Select(j => value(j.Logits.sum(), (float)j.Logits.numel() / examples)).Aggregate((a, b) => a + b);
        return autograd.grad([total], [input], retain_graph: true, create_graph: true)[0];
    }
}
