namespace Pix2Pitch.Generation;

/// <summary>What a generator makes of what.</summary>
public enum GeneratorDirection
{
    /// <summary>A mel-spectrogram of a painting: what <see cref="PaintingToMusic"/> uses.</summary>
    PaintingToMusic,

    /// <summary>A painting of a mel-spectrogram: what <see cref="MusicToPainting"/> uses.</summary>
    MusicToPainting,
}
