namespace Pix2Pitch.Training.Losses;

/// <summary>
/// How what the discriminator sees is changed at random, real and generated clips alike (Zhao et al. 2020, "Differentiable augmentation"). Nothing is ever mirrored, because
/// music is not.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Clips are shifted in time by up to this share of their length, 0 to 0.5; 0 for none. Default: 0.</summary>
    public double TimeShift { get; init; }

    /// <summary>Clips have a gap of silence of up to this share of their length, 0 to 0.5; 0 for none. Default: 0.</summary>
    public double Cutout { get; init; }

    /// <summary>Clips are louder or softer by up to this many dB, 0 to 40; 0 for none. Default: 0.</summary>
    public double Gain { get; init; }

    /// <summary>
    /// Clips are transposed by up to this many whole semitones up or down, 0 to 24; 0 for none. The rows that become free are silent. Only for data on
    /// <see cref="Mel.FrequencyScale.Semitone"/>, where a semitone is three rows. Default: 0.
    /// </summary>
    public int Semitones { get; init; }

    /// <summary>Whether anything is changed.</summary>
    internal bool IsUsed => TimeShift > 0 || Cutout > 0 || Gain > 0 || Semitones > 0;

    /// <summary>Checks the values. The names are those of the options of <c>train</c>.</summary>
    internal void Validate()
    {
        OptionRange.Check(TimeShift, 0, 0.5, name: "AugmentTimeShift");
        OptionRange.Check(Cutout, 0, 0.5, name: "AugmentCutout");
        OptionRange.Check(Gain, 0, 40, "dB", name: "AugmentGain");
        OptionRange.Check(Semitones, 0, 24, name: "AugmentSemitones");
    }
}
