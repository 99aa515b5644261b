using System.Buffers.Binary;
using System.Numerics;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>The identification and setup headers of a Vorbis stream (Vorbis I specification, section 4.2).</summary>
internal sealed class VorbisSetup
{
    private const int IdentificationLength = 30, HeadLength = 7;
    private const int MaxValues = 1 << 20; // in all codebooks: entries times dimensions, and lookup tables for long codes

    /// <summary>Reads the headers.</summary>
    /// <exception cref="InvalidDataException">The headers are invalid.</exception>
    public VorbisSetup(ReadOnlySpan<byte> identification, ReadOnlySpan<byte> setup)
    {
        if (identification.Length < IdentificationLength || !identification.StartsWith("\u0001vorbis"u8) || !setup.StartsWith("\u0005vorbis"u8)) throw new InvalidDataException();
        Channels = identification[11];
        SampleRate = BinaryPrimitives.ReadUInt32LittleEndian(identification[12..]);
        BlockSizes = [1 << (identification[28] & 15), 1 << (identification[28] >> 4)];
        if (BlockSizes[0] < 64 || BlockSizes[1] > 8192 || BlockSizes[0] > BlockSizes[1] || Channels == 0) throw new InvalidDataException();
        var bits = new VorbisBits(setup[HeadLength..]);
        var books = new VorbisCodebook[bits.Read(8) + 1];
        int left = MaxValues;
        for (int i = 0; i < books.Length; i++) books[i] = new VorbisCodebook(ref bits, ref left);
        for (uint times = bits.Read(6) + 1; times > 0; times--)
        {
            if (bits.Read(16) != 0) throw new InvalidDataException();
        }
        Floors = new VorbisFloor[bits.Read(6) + 1];
        for (int i = 0; i < Floors.Length; i++) Floors[i] = new VorbisFloor(ref bits, books);
        Residues = new VorbisResidue[bits.Read(6) + 1];
        for (int i = 0; i < Residues.Length; i++) Residues[i] = new VorbisResidue(ref bits, books);
        Mappings = new VorbisMapping[bits.Read(6) + 1];
        for (int i = 0; i < Mappings.Length; i++) Mappings[i] = new VorbisMapping(ref bits, Channels, Floors.Length, Residues.Length);
        Modes = new (bool, int)[bits.Read(6) + 1];
        for (int i = 0; i < Modes.Length; i++)
        {
            bool isLong = bits.ReadFlag();
            if (bits.Read(32) != 0) throw new InvalidDataException(); // reserved window and transform types
            int mapping = (int)bits.Read(8);
            if (mapping >= Mappings.Length) throw new InvalidDataException();
            Modes[i] = (isLong, mapping);
        }
        if (!bits.ReadFlag() || bits.IsPastEnd) throw new InvalidDataException();
        ModeBits = 32 - BitOperations.LeadingZeroCount((uint)Modes.Length - 1);
    }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>Samples per second.</summary>
    public uint SampleRate { get; }

    /// <summary>Samples in a short and in a long block.</summary>
    public int[] BlockSizes { get; }

    /// <summary>The floors.</summary>
    public VorbisFloor[] Floors { get; }

    /// <summary>The residues.</summary>
    public VorbisResidue[] Residues { get; }

    /// <summary>The mappings.</summary>
    public VorbisMapping[] Mappings { get; }

    /// <summary>The modes: whether a block is long, and its mapping.</summary>
    public (bool IsLong, int Mapping)[] Modes { get; }

    /// <summary>Number of bits of a mode number.</summary>
    public int ModeBits { get; }

    /// <summary>The block size of a packet; 0 if it is not a packet of sound.</summary>
    public int BlockSize(ReadOnlySpan<byte> packet)
    {
        var bits = new VorbisBits(packet);
        if (packet.IsEmpty || bits.ReadFlag()) return 0;
        int mode = (int)bits.Read(ModeBits);
        return mode < Modes.Length ? BlockSizes[Modes[mode].IsLong ? 1 : 0] : 0;
    }
}
