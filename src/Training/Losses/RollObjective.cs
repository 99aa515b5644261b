using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Losses;

/// <summary>The loss between piano rolls.</summary>
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
}
