namespace Pix2Pitch.Training.Data;

/// <summary>How numbers are stored in a <c>.npy</c> file.</summary>
public enum NpyType
{
    /// <summary>IEEE 754 half precision, little-endian (NumPy: <c>&lt;f2</c>).</summary>
    Half,

    /// <summary>IEEE 754 single precision, little-endian (NumPy: <c>&lt;f4</c>).</summary>
    Full,
}
