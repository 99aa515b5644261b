namespace Pix2Pitch.Training.Networks;

/// <summary>How the networks normalise their features.</summary>
public enum Normalization
{
    /// <summary>Each image by its own mean and variance (Ulyanov et al. 2016): the same in training and in the exported file.</summary>
    Instance,

    /// <summary>By the statistics of the batch, exported with the running ones (Ioffe and Szegedy 2015).</summary>
    Batch,
}
