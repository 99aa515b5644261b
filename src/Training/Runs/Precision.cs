namespace Pix2Pitch.Training.Runs;

/// <summary>The numbers in which convolutions are computed in training. Weights, optimisers and losses are float32 with each.</summary>
public enum Precision
{
    /// <summary>float32.</summary>
    Full,

    /// <summary>
    /// bfloat16, with the range of float32 and 8 bits of precision: inputs and kernels of convolutions are rounded, results are float32 again (mixed precision, Micikevicius et al. 2018;
    /// bfloat16 needs no scaling of the losses, Kalamkar et al. 2019). It is meant for GPUs with tensor cores.
    /// </summary>
    BFloat16,
}
