using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Losses;

/// <summary>Losses between piano rolls, and between what does not depend on timing.</summary>
internal static class RollObjective
{
    /// <summary>
    /// The binary cross entropy of the nearest of several rolls, where a cell with a note counts more than one without. The mean over cells, so that a silent roll
    /// is about the share of cells with notes.
    /// </summary>
    /// <param name="logits">[N, 16, 88, S].</param>
    /// <param name="rolls">[N, k, 16, 88, S] of 0 and 1.</param>
    /// <param name="noteWeight">The weight of a cell with a note.</param>
    /// <returns>The mean over the examples, and the index [N, 1] of the nearest roll.</returns>
    public static (Tensor Distance, Tensor Index) Nearest(Tensor logits, Tensor rolls, double noteWeight)
    {
        // softplus(-x) for a note and softplus(x) for none, written so that the logits are expanded only once.
        Tensor expanded = logits.unsqueeze(1);
        Tensor none = functional.softplus(expanded, 1, 20), note = none - expanded;
        Tensor distances = (none * (1f - rolls) + note * rolls * (float)noteWeight).mean([2, 3, 4]);
        (Tensor smallest, Tensor index) = distances.min(1, keepdim: true);
        return (smallest.mean(), index);
    }

    /// <summary>L1 distance between the means, and between the standard deviations, over time of the bands.</summary>
    /// <param name="generated">[N, 1, S, S].</param>
    /// <param name="real">[N, 1, S, S].</param>
    public static Tensor BandStatistics(Tensor generated, Tensor real)
        => functional.l1_loss(generated.mean([3]), real.mean([3])) + functional.l1_loss(Deviation(generated), Deviation(real));

    private static Tensor Deviation(Tensor mel) => (mel.var([3], unbiased: false) + 1e-6f).sqrt();
}
