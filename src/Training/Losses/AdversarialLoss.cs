namespace Pix2Pitch.Training.Losses;

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

    /// <summary>
    /// The discriminator's outputs should be above 1 for real and below -1 for generated; the generator raises them (hinge loss, Lim and Ye 2017, Miyato et al. 2018).
    /// </summary>
    Hinge,

    /// <summary>
    /// The difference of the outputs, with a penalty that keeps the discriminator's gradient near 1 (WGAN-GP, Gulrajani et al. 2017). Not for a discriminator with
    /// batch normalisation, because the penalty is for each example (section 4 there).
    /// </summary>
    Wasserstein,
}
