using System.Numerics;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>A mapping (Vorbis I specification, section 4.2.4): the floor and residue of each channel, and the channel coupling.</summary>
internal sealed class VorbisMapping
{
    /// <summary>Reads a mapping.</summary>
    /// <exception cref="InvalidDataException">The mapping is invalid.</exception>
    public VorbisMapping(ref VorbisBits bits, int channels, int floors, int residues)
    {
        if (bits.Read(16) != 0) throw new InvalidDataException();
        int parts = bits.ReadFlag() ? (int)bits.Read(4) + 1 : 1, steps = bits.ReadFlag() ? (int)bits.Read(8) + 1 : 0, width = 32 - BitOperations.LeadingZeroCount((uint)channels - 1);
        Couplings = new (int, int)[steps];
        for (int i = 0; i < steps; i++)
        {
            (int magnitude, int angle) = ((int)bits.Read(width), (int)bits.Read(width));
            if (magnitude == angle || magnitude >= channels || angle >= channels) throw new InvalidDataException();
            Couplings[i] = (magnitude, angle);
        }
        if (bits.Read(2) != 0) throw new InvalidDataException();
        PartOf = new int[channels];
        for (int i = 0; parts > 1 && i < channels; i++) PartOf[i] = (int)bits.Read(4) is var part && part < parts ? part : throw new InvalidDataException();
        Parts = new (int, int)[parts];
        for (int i = 0; i < parts; i++)
        {
            bits.Skip(8);
            (int floor, int residue) = ((int)bits.Read(8), (int)bits.Read(8));
            if (floor >= floors || residue >= residues) throw new InvalidDataException();
            Parts[i] = (floor, residue);
        }
    }

    /// <summary>Coupled pairs of channels: one is stored as magnitudes, the other as angles.</summary>
    public (int Magnitude, int Angle)[] Couplings { get; }

    /// <summary>The part of each channel (submap).</summary>
    public int[] PartOf { get; }

    /// <summary>The floor and the residue of each part.</summary>
    public (int Floor, int Residue)[] Parts { get; }
}
