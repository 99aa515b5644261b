namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>The side information of layer III for one granule of a channel (ISO/IEC 11172-3, 2.4.1.7), and its scale factors.</summary>
internal sealed class Granule
{
    /// <summary>The type of a block: of even length, before short ones, three short ones, after short ones.</summary>
    public const int Normal = 0, Start = 1, Short = 2, Stop = 3;

    /// <summary>Bits of scale factors and values.</summary>
    public int BitLength { get; private set; }

    /// <summary>Pairs of values that may be greater than 1.</summary>
    public int BigPairs { get; private set; }

    /// <summary>The power of all values, in quarters of octaves.</summary>
    public int Gain { get; private set; }

    /// <summary>Which lengths the scale factors have.</summary>
    public int ScaleFactorLengths { get; private set; }

    /// <summary>The type of the block.</summary>
    public int BlockType { get; private set; }

    /// <summary>Whether the lowest values of short blocks are those of a long one.</summary>
    public bool IsMixed { get; private set; }

    /// <summary>Which codes the three regions of pairs are in.</summary>
    public int[] Tables { get; } = new int[3];

    /// <summary>Where the second and the third region begin.</summary>
    public int SecondRegion { get; private set; }

    /// <inheritdoc cref="SecondRegion"/>
    public int ThirdRegion { get; private set; }

    /// <summary>By how much each of three short blocks is softer, in octaves.</summary>
    public int[] BlockGains { get; } = new int[3];

    /// <summary>Whether the highest scale factors are raised.</summary>
    public bool IsRaised { get; set; }

    /// <summary>By how many quarters of octaves one step of a scale factor makes softer: 2 or 4.</summary>
    public int Step { get; private set; }

    /// <summary>Which of the two codes the quadruples are in.</summary>
    public int QuadrupleTable { get; private set; }

    /// <summary>The scale factors: of long bands, then three for each of the short ones.</summary>
    public int[] ScaleFactors { get; } = new int[22 + 13 * 3];

    /// <summary>Whether it is three short blocks.</summary>
    public bool IsShort => BlockType == Short;

    /// <summary>The number of long bands.</summary>
    public int LongBands(bool isFirstVersion) => !IsShort ? 22 : IsMixed ? (isFirstVersion ? 8 : 6) : 0;

    /// <summary>Reads the side information; false if it contradicts itself.</summary>
    public bool Read(ref BitReader bits, MpegHeader header, ScaleFactorBands bands)
    {
        bool isFirst = header.Version == 1;
        BitLength = (int)bits.Read(12);
        BigPairs = (int)bits.Read(9);
        Gain = (int)bits.Read(8);
        ScaleFactorLengths = (int)bits.Read(isFirst ? 4 : 9);
        BlockType = Normal;
        IsMixed = false;
        BlockGains.AsSpan().Clear();
        if (bits.Read(1) == 1)
        {
            BlockType = (int)bits.Read(2);
            IsMixed = bits.Read(1) == 1 && BlockType == Short;
            for (int region = 0; region < 2; region++) Tables[region] = (int)bits.Read(5);
            Tables[2] = 0;
            for (int block = 0; block < 3; block++) BlockGains[block] = (int)bits.Read(3);
            SecondRegion = IsShort ? 3 * bands.Short[3] : bands.Long[8];
            ThirdRegion = 576;
            if (BlockType == Normal) return false; // reserved
        }
        else
        {
            for (int region = 0; region < 3; region++) Tables[region] = (int)bits.Read(5);
            int first = (int)bits.Read(4) + 1, second = first + (int)bits.Read(3) + 1;
            SecondRegion = bands.Long[first];
            ThirdRegion = bands.Long[Math.Min(second, 22)];
        }
        IsRaised = isFirst && bits.Read(1) == 1;
        Step = bits.Read(1) == 1 ? 4 : 2;
        QuadrupleTable = (int)bits.Read(1);
        return BigPairs <= 288;
    }
}
