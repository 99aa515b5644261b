namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>The side information of layer III for one granule of a channel (ISO/IEC 11172-3, 2.4.1.7), and its scale factors.</summary>
internal sealed class Granule
{
    /// <summary>The type of a block: a long block, a long block before short ones, three short blocks, a long block after short ones.</summary>
    public const int Normal = 0, Start = 1, Short = 2, Stop = 3;

    /// <summary>Length of the scale factors and values in bits (part2_3_length).</summary>
    public int BitLength { get; private set; }

    /// <summary>Number of pairs of values that may be greater than 1 (big_values).</summary>
    public int BigPairs { get; private set; }

    /// <summary>The gain of all values, 2^(1/4) per step (global_gain).</summary>
    public int Gain { get; private set; }

    /// <summary>A code for the lengths of the scale factors (scalefac_compress).</summary>
    public int ScaleFactorLengths { get; private set; }

    /// <summary>The type of the block.</summary>
    public int BlockType { get; private set; }

    /// <summary>Whether the lowest bands of short blocks are those of a long block (mixed_block_flag).</summary>
    public bool IsMixed { get; private set; }

    /// <summary>The Huffman tables of the three regions of pairs (table_select).</summary>
    public int[] Tables { get; } = new int[3];

    /// <summary>The first value of the second and of the third region.</summary>
    public int Region1Start { get; private set; }

    /// <inheritdoc cref="Region1Start"/>
    public int Region2Start { get; private set; }

    /// <summary>Attenuation of each of the three short blocks, a factor of 4 per step (subblock_gain).</summary>
    public int[] SubblockGains { get; } = new int[3];

    /// <summary>Whether a fixed table is added to the scale factors of the high bands (preflag).</summary>
    public bool HasPreemphasis { get; set; }

    /// <summary>Steps of the gain that one step of a scale factor subtracts: 2 or 4 (scalefac_scale).</summary>
    public int Step { get; private set; }

    /// <summary>The Huffman table of the quadruples, 0 or 1 (count1table_select).</summary>
    public int QuadrupleTable { get; private set; }

    /// <summary>The scale factors: one for each long band, then three for each short band.</summary>
    public int[] ScaleFactors { get; } = new int[22 + 13 * 3];

    /// <summary>Whether the granule has three short blocks.</summary>
    public bool IsShort => BlockType == Short;

    /// <summary>The number of long bands.</summary>
    public int LongBands(bool isMpeg1) => !IsShort ? 22 : IsMixed ? (isMpeg1 ? 8 : 6) : 0;

    /// <summary>Reads the side information; false if it is invalid.</summary>
    public bool Read(ref BitReader bits, MpegHeader header, ScaleFactorBands bands)
    {
        bool isMpeg1 = header.Version == 1;
        BitLength = (int)bits.Read(12);
        BigPairs = (int)bits.Read(9);
        Gain = (int)bits.Read(8);
        ScaleFactorLengths = (int)bits.Read(isMpeg1 ? 4 : 9);
        BlockType = Normal;
        IsMixed = false;
        SubblockGains.AsSpan().Clear();
        if (bits.Read(1) == 1)
        {
            BlockType = (int)bits.Read(2);
            IsMixed = bits.Read(1) == 1 && BlockType == Short;
            for (int region = 0; region < 2; region++) Tables[region] = (int)bits.Read(5);
            Tables[2] = 0;
            for (int block = 0; block < 3; block++) SubblockGains[block] = (int)bits.Read(3);
            Region1Start = IsShort ? 3 * bands.Short[3] : bands.Long[8];
            Region2Start = 576;
            if (BlockType == Normal) return false; // reserved
        }
        else
        {
            for (int region = 0; region < 3; region++) Tables[region] = (int)bits.Read(5);
            int first = (int)bits.Read(4) + 1, second = first + (int)bits.Read(3) + 1;
            Region1Start = bands.Long[first];
            Region2Start = bands.Long[Math.Min(second, 22)];
        }
        HasPreemphasis = isMpeg1 && bits.Read(1) == 1;
        Step = bits.Read(1) == 1 ? 4 : 2;
        QuadrupleTable = (int)bits.Read(1);
        return BigPairs <= 288;
    }
}
