namespace Pix2Pitch.Training.Runs;

/// <summary>The adversarial loss: how the outputs of the discriminator are compared with "real" and "generated".</summary>
public enum AdversarialLoss
{
    /// <summary>Binary cross entropy of the logits, as in Pix2Pix (Isola et al. 2017, equation 1).</summary>
    CrossEntropy,

    /// <summary>
    /// Squared distance from 1 for real and from 0 for generated (least squares GAN, Mao et al. 2017). Its gradients are smaller when the
    /// discriminator is sure.
    /// </summary>
    LeastSquares,
}
