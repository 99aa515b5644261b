namespace Pix2Pitch.Training.Onnx;

/// <summary>What an export did.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="LargestDifference">
/// Between the answers of the file in ONNX Runtime and those of the network with the weights that are in the file, in units of
/// [-1, 1].
/// </param>
/// <param name="RoundingDifference">Between the network with those weights and with the trained ones; 0 unless they are stored as float16.</param>
public sealed record ExportReport(string Path, long Bytes, double LargestDifference, double RoundingDifference);
