using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>Reads the bits of a packet, the least significant first. Reading past the end returns zeros and sets <see cref="IsPastEnd"/>.</summary>
internal ref struct VorbisBits(ReadOnlySpan<byte> packet)
{
    private readonly ReadOnlySpan<byte> _bytes = packet;
    private readonly long _end = 8L * packet.Length;
    private long _at;

    /// <summary>Whether more bits were read than the packet has.</summary>
    public readonly bool IsPastEnd => _at > _end;

    /// <summary>Number of remaining bits.</summary>
    public readonly long Left => _end - _at;

    /// <summary>At least the next 57 bits, from the least significant bit of the result up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Peek()
    {
        int from = (int)(_at >> 3);
        return (from + 8 <= _bytes.Length ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes[from..]) : PeekAtEnd(from)) >> (int)(_at & 7);
    }

    /// <summary>Skips bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count) => _at += count;

    /// <summary>Reads up to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int count)
    {
        uint value = (uint)(Peek() & (1UL << count) - 1);
        _at += count;
        return value;
    }

    /// <summary>Reads a bit.</summary>
    public bool ReadFlag() => Read(1) != 0;

    private readonly ulong PeekAtEnd(int from)
    {
        ulong value = 0;
        for (int i = 0; i < 8 && from + i < _bytes.Length; i++) value |= (ulong)_bytes[from + i] << 8 * i;
        return value;
    }
}
