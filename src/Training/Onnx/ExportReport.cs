namespace Pix2Pitch.Training.Onnx;

/// <summary>The result of an export.</summary>
/// <param name="Path">The model file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="MaxDifference">
/// The largest difference between the outputs of the file in ONNX Runtime and of the network with the weights in the file, in units of the
/// mel-spectrogram's range [-1, 1].
/// </param>
/// <param name="RoundingDifference">
/// The largest difference that storing convolutions as float16 makes, in the same units; 0 if they are stored as float32.
/// </param>
public sealed record ExportReport(string Path, long Bytes, double MaxDifference, double RoundingDifference)
{
    /// <summary>Number of steps that the generator was trained.</summary>
    public long Step { get; init; }
}
