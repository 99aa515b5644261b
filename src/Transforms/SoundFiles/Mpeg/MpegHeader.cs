namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>The header of a frame of MPEG audio (ISO/IEC 11172-3, 2.4.2.3; ISO/IEC 13818-3; MPEG 2.5 for the lowest sample rates).</summary>
internal readonly record struct MpegHeader
{
    /// <summary>Length of a header in bytes.</summary>
    public const int ByteLength = 4;

    // The bits that all frames of one stream share: sync word, version, layer, sample rate.
    private const uint Common = 0xFFFE0C00;

    // Bit rates in kbit/s, index 1 to 14, by version and layer.
    private static readonly int[] s_one1 = [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
    private static readonly int[] s_one2 = [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    private static readonly int[] s_one3 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] s_two1 = [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
    private static readonly int[] s_two23 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    private readonly uint _bits;

    private MpegHeader(uint bits) => _bits = bits;

    /// <summary>1 for MPEG 1, 2 for MPEG 2, 3 for MPEG 2.5.</summary>
    public int Version => (_bits >> 19 & 3) switch { 3 => 1, 2 => 2, _ => 3 };

    /// <summary>1, 2 or 3.</summary>
    public int Layer => 4 - (int)(_bits >> 17 & 3);

    /// <summary>Whether a checksum of two bytes follows.</summary>
    public bool HasChecksum => (_bits >> 16 & 1) == 0;

    /// <summary>0 (free format) to 14.</summary>
    public int BitRateIndex => (int)(_bits >> 12 & 15);

    /// <summary>Bits per second; 0 in free format.</summary>
    public int BitRate => BitRateIndex == 0 ? 0 : 1000 * BitRates[BitRateIndex - 1];

    /// <summary>Samples per second.</summary>
    public int SampleRate => ((_bits >> 10 & 3) switch { 0 => 44100, 1 => 48000, _ => 32000 }) >> (Version - 1);

    /// <summary>The sample rate's index in its version.</summary>
    public int SampleRateIndex => (int)(_bits >> 10 & 3);

    /// <summary>0 stereo, 1 joint stereo, 2 dual channel, 3 mono.</summary>
    public int Mode => (int)(_bits >> 6 & 3);

    /// <summary>The kind of joint stereo (mode_extension).</summary>
    public int ModeExtension => (int)(_bits >> 4 & 3);

    /// <summary>The copyright flag.</summary>
    public bool IsCopyrighted => (_bits >> 3 & 1) != 0;

    /// <summary>Channels.</summary>
    public int Channels => Mode == 3 ? 1 : 2;

    /// <summary>Samples per channel.</summary>
    public int Samples => Layer switch { 1 => 384, 3 when Version > 1 => 576, _ => 1152 };

    /// <summary>Length of the side information of layer III in bytes.</summary>
    public int SideLength => (Version, Channels) switch { (1, 1) => 17, (1, _) => 32, (_, 1) => 9, _ => 17 };

    private int[] BitRates => (Version, Layer) switch { (1, 1) => s_one1, (1, 2) => s_one2, (1, _) => s_one3, (_, 1) => s_two1, _ => s_two23 };

    private int Padding => (int)(_bits >> 9 & 1) * (Layer == 1 ? 4 : 1);

    /// <summary>Parses a header; null if there is none.</summary>
    public static MpegHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ByteLength || bytes[0] != 0xFF) return null;
        uint bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        bool isOne = bits >> 21 == 0x7FF && (bits >> 19 & 3) != 1 && (bits >> 17 & 3) != 0 && (bits >> 12 & 15) != 15 && (bits >> 10 & 3) != 3;
        return isOne ? new MpegHeader(bits) : null;
    }

    /// <summary>Whether both headers can belong to the same stream.</summary>
    public bool Fits(MpegHeader other) => ((_bits ^ other._bits) & Common) == 0 && Channels == other.Channels && (BitRateIndex == 0) == (other.BitRateIndex == 0);

    /// <summary>Length of the frame in bytes.</summary>
    /// <param name="freeLength">Length of a free format frame without padding.</param>
    public int FrameLength(int freeLength)
    {
        int length = BitRateIndex == 0 ? freeLength
            : Layer == 1 ? 12 * BitRate / SampleRate * 4
            : (Layer == 3 && Version > 1 ? 72 : 144) * BitRate / SampleRate;
        return length + Padding;
    }

    /// <summary>The length without the padding of this frame.</summary>
    public int WithoutPadding(int length) => length - Padding;
}
