using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pix2Pitch.SoundFiles;

/// <summary>
/// Reads bits, the most significant first. Reading past the end returns zeros and sets <see cref="IsPastEnd"/>, so that one check after a
/// subframe is enough. The bytes must be followed by <see cref="Padding"/> bytes of any value.
/// </summary>
internal ref struct BitReader
{
    /// <summary>Number of bytes that must follow the data.</summary>
    public const int Padding = 16;

    private readonly ref byte _start;
    private readonly int _end; // in bits
    private int _at;

    /// <param name="bytes">The bytes and the padding.</param>
    /// <param name="length">Bytes without the padding.</param>
    public BitReader(Span<byte> bytes, int length)
    {
        if (bytes.Length < length + Padding) throw new ArgumentException("There is no padding.", nameof(bytes));
        _start = ref MemoryMarshal.GetReference(bytes);
        _end = checked(length * 8);
    }

    /// <summary>The position of the next bit.</summary>
    public readonly int Position => _at;

    /// <summary>Whether more bits were read than the data has.</summary>
    public readonly bool IsPastEnd => _at > _end;

    /// <summary>Moves to the next whole byte.</summary>
    public void Align() => _at = (_at + 7) & ~7;

    /// <summary>Skips bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count) => _at = Math.Min(_at + count, _end + 8);

    /// <summary>Moves to a bit.</summary>
    public void GoTo(int position) => _at = Math.Min(position, _end + 8);

    /// <summary>Reads up to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int count)
    {
        uint value = (uint)(Peek() >> 1 >> (63 - count));
        _at += count;
        if (_at > _end) _at = _end + 8;
        return value;
    }

    /// <summary>Reads a signed number of up to 33 bits.</summary>
    public long ReadSigned(int count)
    {
        if (count == 0) return 0;
        long value = (long)Peek() >> (64 - count);
        _at += count;
        if (_at > _end) _at = _end + 8;
        return value;
    }

    /// <summary>Reads a unary code: counts the zeros before the next 1 bit, and skips that bit.</summary>
    public int ReadUnary()
    {
        int zeros = 0;
        while (_at < _end)
        {
            ulong bits = Peek();
            int valid = 64 - (_at & 7), run = Math.Min(BitOperations.LeadingZeroCount(bits), valid);
            if (run < valid)
            {
                _at += run + 1;
                return zeros + run;
            }
            _at += valid;
            zeros += valid;
        }
        _at = _end + 8;
        return zeros;
    }

    /// <summary>Reads values of a Rice code with this parameter.</summary>
    public void ReadRice(Span<int> values, int parameter)
    {
        int at = _at, last = _end - 64; // up to here, a code of normal length does not pass the end
        for (int i = 0; i < values.Length; i++)
        {
            uint folded;
            ulong bits = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _start, at >>> 3))) << (at & 7);
            int zeros = BitOperations.LeadingZeroCount(bits), length = zeros + 1 + parameter;
            if (length <= 56 && at <= last)
            {
                folded = (uint)zeros << parameter | (uint)(bits << zeros << 1 >> 1 >> (63 - parameter));
                at += length;
            }
            else
            {
                _at = at;
                folded = (uint)ReadUnary() << parameter | Read(parameter);
                at = _at;
                if (IsPastEnd) return;
            }
            values[i] = (int)(folded >> 1) ^ -(int)(folded & 1);
        }
        _at = at;
    }

    /// <summary>At least the next 57 bits, from the most significant bit of the result down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Peek() => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _start, _at >>> 3))) << (_at & 7);
}
