namespace Pix2Pitch.Training.Runs;

/// <summary>What one training step measured.</summary>
/// <param name="Step">Number of the step, from 1.</param>
/// <param name="Epoch">How often the data had been gone through before it, as a fraction.</param>
/// <param name="D1">The discriminator's loss on real mel-spectrograms.</param>
/// <param name="D2">The discriminator's loss on generated mel-spectrograms.</param>
/// <param name="G">The generator's adversarial loss.</param>
/// <param name="L1">Mean absolute difference of the generated and the expected mel-spectrogram, in units of [-1, 1].</param>
/// <param name="DiscriminatorPaused">Whether the guard kept the discriminator from being updated.</param>
public sealed record StepLosses(long Step, double Epoch, double D1, double D2, double G, double L1, bool DiscriminatorPaused);
