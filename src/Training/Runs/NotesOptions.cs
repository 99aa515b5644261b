using Pix2Pitch.Training.Networks;

namespace Pix2Pitch.Training.Runs;

/// <summary>The losses and the latent code of generators of notes (<see cref="GeneratorOutput.Notes"/>).</summary>
public sealed record NotesOptions
{
    /// <summary>Weight of the binary cross entropy of the piano roll, 0 to 1000. Default: 20.</summary>
    public double RollWeight { get; init; } = 20;

    /// <summary>
    /// How much more a cell with a note counts in this cross entropy than one without, 1 to 100; few cells have notes. Default: 5.
    /// </summary>
    public double NoteWeight { get; init; } = 5;

    /// <summary>
    /// Weight of the adversarial loss of a small discriminator that sees only the roll and the style, 0 to 1000; 0 for none. Default: 1.
    /// </summary>
    public double RollAdversarialWeight { get; init; } = 1;

    /// <summary>
    /// Values of a latent code that says which of many pieces is played, 0 to 1024 (conditional variational autoencoder, Sohn et al. 2015; with an adversarial loss: cVAE-GAN,
    /// Zhu et al. 2017, "BicycleGAN"). In training the code of the partner's piano roll is used, and a prior network learns its distribution from the painting. 0 for none.
    /// Default: 0.
    /// </summary>
    public int LatentLength { get; init; }

    /// <summary>
    /// Weight of the Kullback-Leibler divergence of the code from its prior, relative to that of the evidence lower bound, 0 to 1000 (beta of Higgins et al. 2017). More
    /// makes codes that are drawn more similar to those of training, and outputs less detailed. Default: 1.
    /// </summary>
    public double LatentBeta { get; init; } = 1;

    /// <summary>Checks the values; the length of the code is checked with the generator.</summary>
    internal void Validate()
    {
        OptionRange.Check(RollWeight, 0, 1000);
        OptionRange.Check(NoteWeight, 1, 100);
        OptionRange.Check(RollAdversarialWeight, 0, 1000);
        OptionRange.Check(LatentBeta, 0, 1000);
    }
}
