namespace Pix2Pitch.Training.Networks;

/// <summary>How the networks normalise their features.</summary>
public enum Normalization
{
    /// <summary>
    /// Instance normalisation: by the mean and variance of each channel of each image (Ulyanov et al. 2016). It works the same way in training
    /// and in the exported model.
    /// </summary>
    Instance,

    /// <summary>
    /// Batch normalisation: by the mean and variance over the batch (Ioffe and Szegedy 2015), as in Pix2Pix. The exported model uses the running
    /// statistics of training.
    /// </summary>
    Batch,

    /// <summary>No normalisation.</summary>
    None,
}
