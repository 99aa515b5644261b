namespace Pix2Pitch.Training.Networks;

/// <summary>The kind of a generator.</summary>
public enum GeneratorArchitecture
{
    /// <summary>A U-Net down to 1 x 1 with skip connections, as in Pix2Pix (Isola et al. 2017, section 3.2.1).</summary>
    UNet,

    /// <summary>
    /// Two halvings, residual blocks and two doublings, as in Johnson et al. 2016 and CycleGAN (Zhu et al. 2017, appendix 7.2): six blocks below 256 px, otherwise nine.
    /// </summary>
    Residual,

    /// <summary>
    /// A recurrent network that reads style, colours and contrasts and writes one note after the other. It makes only notes, and is trained by <see cref="Runs.TrainingKind.NoteSequence"/>.
    /// </summary>
    Recurrent,
}
