namespace Pix2Pitch.Training.Runs;

/// <summary>How the learning rates change after the warm-up.</summary>
public enum LearningRateSchedule
{
    /// <summary>They do not change.</summary>
    Constant,

    /// <summary>They fall linearly to 0 at the last step, as in Pix2Pix's and CycleGAN's programs.</summary>
    Linear,

    /// <summary>They are divided by ten every <see cref="TrainingOptions.DecayEvery"/> steps.</summary>
    Step,

    /// <summary>They fall like half a period of a cosine to 0 at the last step (Loshchilov and Hutter 2017, equation 5, without restarts).</summary>
    Cosine,
}
