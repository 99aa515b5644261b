using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Prepared;

/// <summary>How numbers are stored in a <c>.npy</c> file.</summary>
public enum NpyType
{
    /// <summary>IEEE 754 half precision, little-endian (NumPy: <c>&lt;f2</c>).</summary>
    Half,

    /// <summary>IEEE 754 single precision, little-endian (NumPy: <c>&lt;f4</c>).</summary>
    Full,

    /// <summary>
    /// Unsigned bytes (NumPy: <c>|u1</c>) for numbers in [-1, 1]: byte b is the number b / 127.5 - 1. This is exact for
    /// pictures of 8 bits per channel.
    /// </summary>
    Byte,
}

/// <summary>NumPy's names for the types, their sizes, and the conversion of numbers.</summary>
internal static class NpyTypes
{
    private static readonly float[] s_ofByte = [.. Enumerable.Range(0, 256).Select(b => b / 127.5f - 1)];

    extension(NpyType type)
    {
        /// <summary>Bytes of a number.</summary>
        public int Size => type switch { NpyType.Byte => 1, NpyType.Half => 2, _ => 4 };

        /// <summary>NumPy's name.</summary>
        public string Descr => type switch { NpyType.Byte => "|u1", NpyType.Half => "<f2", _ => "<f4" };
    }

    public static NpyType? ParseOrNull(string descr)
        => descr switch { "|u1" => NpyType.Byte, "<f2" => NpyType.Half, "<f4" => NpyType.Full, _ => null };

    /// <summary>Converts numbers to bytes as they are stored.</summary>
    public static void Store(NpyType type, ReadOnlySpan<float> numbers, Span<byte> stored)
    {
        switch (type)
        {
            case NpyType.Byte:
                for (int i = 0; i < numbers.Length; i++)
                    stored[i] = (byte)MathF.Round(Math.Clamp((numbers[i] + 1) * 127.5f, 0, 255));
                break;
            case NpyType.Half:
                TensorPrimitives.ConvertToHalf(numbers, MemoryMarshal.Cast<byte, Half>(stored));
                break;
            default:
                MemoryMarshal.AsBytes(numbers).CopyTo(stored);
                break;
        }
    }

    /// <summary>Converts what is stored back to numbers.</summary>
    public static void Load(NpyType type, ReadOnlySpan<byte> stored, Span<float> numbers)
    {
        switch (type)
        {
            case NpyType.Byte:
                float[] ofByte = s_ofByte;
                for (int i = 0; i < stored.Length; i++)
                    numbers[i] = ofByte[stored[i]];
                break;
            case NpyType.Half:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(stored), numbers);
                break;
            default:
                stored.CopyTo(MemoryMarshal.AsBytes(numbers));
                break;
        }
    }
}
