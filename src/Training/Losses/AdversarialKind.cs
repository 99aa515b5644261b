namespace Pix2Pitch.Training.Losses;

/// <summary>What the discriminator's verdicts are measured by.</summary>
public enum AdversarialKind
{
    /// <summary>Binary cross entropy on logits, as in Pix2Pix.</summary>
    CrossEntropy,

    /// <summary>Squared distance to 1 for real and 0 for generated (Mao et al. 2017): gentler where the discriminator is sure.</summary>
    LeastSquares,
}
