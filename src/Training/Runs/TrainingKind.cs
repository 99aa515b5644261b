namespace Pix2Pitch.Training.Runs;

/// <summary>
/// What a run learns from. <see cref="CycleGan"/>, <see cref="DiscoGan"/> and <see cref="DualGan"/> are training without pairs: a second generator makes paintings of mel-spectrograms, and
/// what has passed through both generators should be what it was (the cycle loss). They have one loop and differ in their losses;
/// <see cref="TrainingOptions.For"/> gives the options of each.
/// </summary>
public enum TrainingKind
{
    /// <summary>Pairs of paintings and clips, as Pix2Pix (Isola et al. 2017).</summary>
    Paired,

    /// <summary>
    /// CycleGAN (Zhu et al. 2017, sections 3 and 4): least squares, the L1 distance for the cycle with weight 10, and discriminators that also see earlier outputs.
    /// </summary>
    CycleGan,

    /// <summary>DiscoGAN (Kim et al. 2017, section 2.3): cross entropy, and the mean squared distance for the cycle with weight 1.</summary>
    DiscoGan,

    /// <summary>
    /// DualGAN (Yi et al. 2017, section 3): Wasserstein, and the L1 distance for the cycle with weight 100. Here with the gradient penalty of Gulrajani et al. 2017 and
    /// Adam instead of clipped weights and RMSProp, and one update of the discriminators in each step instead of two to four.
    /// </summary>
    DualGan,

    /// <summary>
    /// Pairs of paintings and the notes of clips that <c>tools/Scores</c> has rendered: a recurrent generator learns to write them by maximum likelihood. It has no
    /// discriminator, and its music is notes of instruments by construction.
    /// </summary>
    NoteSequence,
}
