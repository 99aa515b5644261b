namespace Pix2Pitch.Training.Data;

/// <summary>How numbers are stored in a <c>.npy</c> file.</summary>
public enum NpyType
{
    /// <summary>IEEE 754 half precision, little-endian (NumPy: <c>&lt;f2</c>).</summary>
    Half,

    /// <summary>IEEE 754 single precision, little-endian (NumPy: <c>&lt;f4</c>).</summary>
    Full,

    /// <summary>
    /// Unsigned bytes (NumPy: <c>|u1</c>) for numbers in [-1, 1]: b stands for b / 127.5 - 1. That is what pictures of 8 bits per channel
    /// hold, to the bit.
    /// </summary>
    Byte,
}
