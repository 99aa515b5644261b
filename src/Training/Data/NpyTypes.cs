using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Training.Data;

/// <summary>What NumPy calls the types of numbers, and their sizes.</summary>
internal static class NpyTypes
{
    extension(NpyType type)
    {
        /// <summary>Bytes of a number.</summary>
        public int Size => type switch { NpyType.Byte => 1, NpyType.Half => 2, _ => 4 };

        /// <summary>NumPy's name.</summary>
        public string Descr => type switch { NpyType.Byte => "|u1", NpyType.Half => "<f2", _ => "<f4" };
    }

    public static NpyType? ParseOrNull(string descr)
        => descr switch { "|u1" => NpyType.Byte, "<f2" => NpyType.Half, "<f4" => NpyType.Full, _ => null };

    /// <summary>Turns numbers into what is stored.</summary>
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
}
