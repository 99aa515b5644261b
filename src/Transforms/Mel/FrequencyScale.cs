namespace Pix2Pitch.Mel;

/// <summary>How the bands of a mel-spectrogram are spaced.</summary>
public enum FrequencyScale
{
    /// <summary>Slaney's mel scale (Auditory Toolbox, 1998): bands of equal width up to 1 kHz, and of equal ratio above. Triangles with area 1.</summary>
    Mel,

    /// <summary>
    /// Three bands in each semitone of equal temperament: the centre of band k is <see cref="MelOptions.MinimumFrequency"/> times 2^(k / 36). Filters with height 1. So music that is
    /// a semitone higher is the same picture three bands higher.
    /// </summary>
    Semitone,
}
