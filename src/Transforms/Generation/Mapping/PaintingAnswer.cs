namespace Pix2Pitch.Generation.Mapping;

/// <summary>The row that the pipeline of <see cref="PaintingToMusic"/> hands back.</summary>
internal sealed class PaintingAnswer
{
    public float[] MelSpectrogram { get; set; } = [];
}
