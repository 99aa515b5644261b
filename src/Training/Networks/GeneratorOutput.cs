namespace Pix2Pitch.Training.Networks;

/// <summary>What the generator's last layer makes.</summary>
public enum GeneratorOutput
{
    /// <summary>The mel-spectrogram, as in Pix2Pix.</summary>
    Spectrogram,

    /// <summary>
    /// A piano roll for eight instrument families, which a fixed layer turns into a mel-spectrogram: what is heard is notes in tune, and they can be written as
    /// MIDI. Binary notes with straight-through gradients: Dong and Yang 2018.
    /// </summary>
    Notes,
}
