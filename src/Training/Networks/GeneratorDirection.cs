namespace Pix2Pitch.Training.Networks;

/// <summary>What a generator makes of what.</summary>
public enum GeneratorDirection
{
    /// <summary>A mel-spectrogram of a painting.</summary>
    PaintingToMusic,

    /// <summary>A painting of a mel-spectrogram.</summary>
    MusicToPainting,
}
