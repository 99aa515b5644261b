using System.Numerics;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>A codebook (Vorbis I specification, section 3): Huffman codes for entries, and a vector for each entry.</summary>
internal sealed class VorbisCodebook
{
    private const int RootBits = 10;

    private readonly int[] _entries; // by the next bits: 64 * entry + code length; or a link to longer codes: -(64 * index of their table + number of further bits)
    private readonly float[] _vectors = []; // [entry, dimension]
    private readonly bool _hasVectors;

    /// <summary>Reads a codebook.</summary>
    /// <param name="bits">The header packet, at the start of the codebook.</param>
    /// <param name="left">The number of values that this codebook and the next ones may have; the values of this one are subtracted.</param>
    /// <exception cref="InvalidDataException">The codebook is invalid.</exception>
    public VorbisCodebook(ref VorbisBits bits, ref int left)
    {
        if (bits.Read(24) != 0x564342) throw new InvalidDataException();
        Dimensions = (int)bits.Read(16);
        int count = (int)bits.Read(24);
        if ((long)count * Math.Max(1, Dimensions) > left || count == 0) throw new InvalidDataException();
        left -= count * Math.Max(1, Dimensions);
        byte[] lengths = ReadLengths(ref bits, count);
        _entries = Assign(lengths, ref left);
        uint kind = bits.Read(4);
        if (kind > 2) throw new InvalidDataException();
        if (kind > 0)
        {
            _vectors = ReadVectors(ref bits, count, isLattice: kind == 1);
            _hasVectors = true;
        }
        if (bits.IsPastEnd) throw new InvalidDataException();
    }

    /// <summary>Number of values in a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Whether it has vectors.</summary>
    public bool HasVectors => _hasVectors && Dimensions > 0;

    /// <summary>Reads an entry; -1 if the packet ends or the code is unknown.</summary>
    public int Read(ref VorbisBits bits)
    {
        ulong next = bits.Peek();
        int entry = _entries[(int)(next & (1 << RootBits) - 1)];
        if (entry < 0) entry = _entries[(-entry >> 6) + (int)(next >> RootBits & (1UL << (-entry & 63)) - 1)];
        int length = entry & 63;
        if (length == 0 || length > bits.Left)
        {
            bits.Skip((int)Math.Min(bits.Left + 1, 64));
            return -1;
        }
        bits.Skip(length);
        return entry >> 6;
    }

    /// <summary>Reads a vector; empty if the packet ends or the code is unknown.</summary>
    public ReadOnlySpan<float> ReadVector(ref VorbisBits bits)
    {
        int entry = Read(ref bits);
        return entry < 0 ? default : _vectors.AsSpan(entry * Dimensions, Dimensions);
    }

    private static byte[] ReadLengths(ref VorbisBits bits, int count)
    {
        var lengths = new byte[count];
        if (bits.ReadFlag())
        {
            // Ordered by length.
            int length = (int)bits.Read(5) + 1;
            for (int at = 0; at < count; length++)
            {
                int number = (int)bits.Read(32 - BitOperations.LeadingZeroCount((uint)(count - at)));
                if (length > 32 || at + number > count || bits.IsPastEnd) throw new InvalidDataException();
                lengths.AsSpan(at, number).Fill((byte)length);
                at += number;
            }
            return lengths;
        }
        bool isSparse = bits.ReadFlag();
        for (int i = 0; i < count && !bits.IsPastEnd; i++)
        {
            if (!isSparse || bits.ReadFlag()) lengths[i] = (byte)(bits.Read(5) + 1);
        }
        return lengths;
    }

    // Each entry gets the first free code of its length that has no other code as its prefix (section 3.2.1).
    private static int[] Assign(byte[] lengths, ref int left)
    {
        var free = new uint[33]; // the next free code of each length, left-aligned; 0 means none (except for the first entry)
        var codes = new List<(uint Code, int Length, int Entry)>();
        for (int entry = 0; entry < lengths.Length; entry++)
        {
            int length = lengths[entry];
            if (length == 0) continue;
            uint code;
            if (codes.Count == 0)
            {
                code = 0;
                for (int i = 1; i <= length; i++) free[i] = 1u << 32 - i;
            }
            else
            {
                int from = length;
                while (from > 0 && free[from] == 0) from--;
                if (from == 0) throw new InvalidDataException(); // more codes than possible
                code = free[from];
                free[from] = 0;
                for (int i = length; i > from; i--) free[i] = code + (1u << 32 - i);
            }
            codes.Add((code, length, entry));
        }
        // A single code may have any length, but is read as one bit (errata of the specification).
        if (codes.Count == 1) codes = [(0, 1, codes[0].Entry), (0x80000000, 1, codes[0].Entry)];

        var entries = new List<int>(new int[1 << RootBits]);
        foreach (IGrouping<uint, (uint Code, int Length, int Entry)> group in codes.GroupBy(code => Reverse(code.Code) & (1 << RootBits) - 1))
        {
            int more = group.Max(code => code.Length) - RootBits;
            if (more <= 0)
            {
                foreach ((uint code, int length, int entry) in group)
                {
                    for (uint place = Reverse(code); place < 1 << RootBits; place += 1u << length) entries[(int)place] = entry << 6 | length;
                }
                continue;
            }
            if (more > 20 || 1 << more > left) throw new InvalidDataException();
            left -= 1 << more;
            int from = entries.Count;
            entries[(int)group.Key] = -(from << 6 | more);
            entries.AddRange(new int[1 << more]);
            foreach ((uint code, int length, int entry) in group)
            {
                for (uint place = Reverse(code) >> RootBits; place < 1 << more; place += 1u << length - RootBits) entries[from + (int)place] = entry << 6 | length;
            }
        }
        return [.. entries];
    }

    // In the stream, the first bit of a code is the least significant.
    private static uint Reverse(uint code)
    {
        code = code >> 1 & 0x55555555 | (code & 0x55555555) << 1;
        code = code >> 2 & 0x33333333 | (code & 0x33333333) << 2;
        code = code >> 4 & 0x0F0F0F0F | (code & 0x0F0F0F0F) << 4;
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(code);
    }

    private float[] ReadVectors(ref VorbisBits bits, int count, bool isLattice)
    {
        float smallest = ReadFloat(ref bits), step = ReadFloat(ref bits);
        int width = (int)bits.Read(4) + 1;
        bool isRunning = bits.ReadFlag();
        if (Dimensions == 0) throw new InvalidDataException();
        int values = isLattice ? LatticeSide(count) : count * Dimensions;
        if ((long)values * width > bits.Left) throw new InvalidDataException();
        var multiplicands = new float[values];
        for (int i = 0; i < values; i++) multiplicands[i] = bits.Read(width);
        var vectors = new float[count * Dimensions];
        for (int entry = 0; entry < count; entry++)
        {
            float last = 0;
            long divisor = 1;
            for (int i = 0; i < Dimensions; i++)
            {
                int place = isLattice ? (int)(entry / divisor % values) : entry * Dimensions + i;
                float value = multiplicands[place] * step + smallest + last;
                if (isRunning) last = value;
                vectors[entry * Dimensions + i] = value;
                if (divisor <= count) divisor *= values;
            }
        }
        return vectors;
    }

    // The largest integer whose power by the dimensions does not exceed the number of entries.
    private int LatticeSide(int count)
    {
        int side = (int)Math.Floor(Math.Pow(count, 1.0 / Dimensions)) + 1;
        while (side > 1 && BigInteger.Pow(side, Dimensions) > count) side--;
        return side;
    }

    // 21 bits of mantissa, 10 of exponent, a sign.
    private static float ReadFloat(ref VorbisBits bits)
    {
        uint packed = bits.Read(32);
        double mantissa = packed & 0x1FFFFF;
        return (float)Math.ScaleB((packed & 0x80000000) != 0 ? -mantissa : mantissa, (int)(packed >> 21 & 0x3FF) - 788);
    }
}
