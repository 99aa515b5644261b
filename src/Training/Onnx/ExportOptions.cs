namespace Pix2Pitch.Training.Onnx;

/// <summary>How a generator is exported.</summary>
public sealed record ExportOptions
{
    /// <summary>Whether convolutions are stored as float16: half the size, answers that differ by about 1e-3.</summary>
    public bool HalfPrecision { get; init; }

    /// <summary>The largest difference between the file's answers and the network's, in units of [-1, 1], with which the export is good.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Number of random inputs that are compared, at least 1.</summary>
    public int Checks { get; init; } = 6;

    /// <summary>Seed of those inputs.</summary>
    public long Seed { get; init; } = 1;
}
