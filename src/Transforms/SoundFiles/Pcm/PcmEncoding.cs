using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>The type of the values of uncompressed sound.</summary>
internal enum PcmKind
{
    /// <summary>A signed integer of 1 to 4 bytes; fewer bits are left-justified.</summary>
    Signed,

    /// <summary>An unsigned byte; 128 is silence.</summary>
    Unsigned,

    /// <summary>Floating point of 4 or 8 bytes.</summary>
    Float,

    /// <summary>ITU-T G.711 mu-law.</summary>
    MuLaw,

    /// <summary>ITU-T G.711 A-law.</summary>
    ALaw,
}

/// <summary>The encoding of the values of uncompressed sound.</summary>
/// <param name="Kind">The type.</param>
/// <param name="Bytes">Bytes per value.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct PcmEncoding(PcmKind Kind, int Bytes, bool IsBigEndian = false)
{
    private static readonly float[] s_muLaw = [.. Enumerable.Range(0, 256).Select(code => MuLaw((byte)code))];
    private static readonly float[] s_aLaw = [.. Enumerable.Range(0, 256).Select(code => ALaw((byte)code))];

    /// <summary>Decodes values to [-1, 1).</summary>
    public void Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (Kind, Bytes, IsBigEndian)
        {
            case (PcmKind.MuLaw, _, _): LookUp(s_muLaw, bytes, values); break;
            case (PcmKind.ALaw, _, _): LookUp(s_aLaw, bytes, values); break;
            case (PcmKind.Unsigned, _, _):
                for (int i = 0; i < values.Length; i++) values[i] = (bytes[i] - 128) / 128f;
                break;
            case (PcmKind.Signed, 1, _):
                for (int i = 0; i < values.Length; i++) values[i] = (sbyte)bytes[i] / 128f;
                break;
            case (PcmKind.Signed, 2, false):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32768f;
                break;
            case (PcmKind.Signed, 2, true):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * i)..]) / 32768f;
                break;
            case (PcmKind.Signed, 3, false):
                for (int i = 0; i < values.Length; i++) values[i] = (bytes[3 * i] | bytes[3 * i + 1] << 8 | (sbyte)bytes[3 * i + 2] << 16) / 8388608f;
                break;
            case (PcmKind.Signed, 3, true):
                for (int i = 0; i < values.Length; i++) values[i] = (bytes[3 * i + 2] | bytes[3 * i + 1] << 8 | (sbyte)bytes[3 * i] << 16) / 8388608f;
                break;
            case (PcmKind.Signed, _, false):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) / 2147483648f;
                break;
            case (PcmKind.Signed, _, true):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * i)..]) / 2147483648f;
                break;
            case (_, 4, false):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case (_, 4, true):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * i)..]);
                break;
            case (_, _, false):
                for (int i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            default:
                for (int i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadDoubleBigEndian(bytes[(8 * i)..]);
                break;
        }
    }

    private static void LookUp(float[] table, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = table[bytes[i]];
    }

    // Sign, three bits of exponent, four of mantissa, all inverted; 14 bits after decoding.
    private static float MuLaw(byte code)
    {
        int bits = ~code, magnitude = (((bits & 15) << 3) + 132 << (bits >> 4 & 7)) - 132;
        return ((bits & 128) != 0 ? -magnitude : magnitude) / 32768f;
    }

    // As mu-law, but with every second bit inverted, and linear in the first two segments; 13 bits after decoding.
    private static float ALaw(byte code)
    {
        int bits = code ^ 0x55, exponent = bits >> 4 & 7, mantissa = (bits & 15) << 4;
        int magnitude = exponent == 0 ? mantissa + 8 : mantissa + 264 << exponent - 1;
        return ((bits & 128) != 0 ? magnitude : -magnitude) / 32768f;
    }
}
