using Pix2Pitch.Pairing;

namespace Pix2Pitch.Training;

/// <summary>What random numbers are drawn for; the numbers are part of a run's identity and never change.</summary>
public enum RandomPurpose
{
    /// <summary>First weights of the generator.</summary>
    GeneratorWeights = 1,

    /// <summary>First weights of the discriminator.</summary>
    DiscriminatorWeights = 2,

    /// <summary>Order of the pairs in an epoch.</summary>
    Order = 3,

    /// <summary>The seeds of the generator's noise.</summary>
    Noise = 4,

    /// <summary>Which examples are shown without their style.</summary>
    StyleDropout = 5,

    /// <summary>Shift and flip of the painting.</summary>
    Jitter = 6,

    /// <summary>Which artists and pieces are held out for validation.</summary>
    Split = 7,

    /// <summary>Noise and examples of the measures that are logged.</summary>
    Evaluation = 8,

    /// <summary>Inputs with which an exported file is checked.</summary>
    ExportCheck = 9,

    /// <summary>Inputs with which the tensor library's gradients are checked.</summary>
    GradientCheck = 10,
}
