using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>The result of looking for the header of a frame.</summary>
internal enum FlacHeaderResult
{
    /// <summary>A header.</summary>
    Found,

    /// <summary>No header.</summary>
    None,

    /// <summary>Possibly a header, but incomplete.</summary>
    TooShort,
}

/// <summary>The header of a frame (RFC 9639, section 9.1).</summary>
/// <param name="ByteLength">Bytes of the header.</param>
/// <param name="IsVariable">Whether <paramref name="Number"/> is the number of the first sample, not of the frame.</param>
/// <param name="Number">The position of the frame in the stream.</param>
/// <param name="BlockSize">Samples per channel.</param>
/// <param name="SampleRate">Samples per second; 0 means that of the stream.</param>
/// <param name="Assignment">0 to 7: the number of independent channels minus one; 8, 9, 10: left and side, side and right, mid and side.</param>
/// <param name="Bits">Bits per sample; 0 means those of the stream.</param>
internal readonly record struct FlacFrameHeader(int ByteLength, bool IsVariable, long Number, int BlockSize, int SampleRate, int Assignment, int Bits)
{
    /// <summary>Maximum length of a header in bytes.</summary>
    public const int MaxByteLength = 16;

    /// <summary>Assignments of a stereo pair that is not stored as left and right.</summary>
    public const int LeftSide = 8, SideRight = 9, MidSide = 10;

    private static readonly int[] s_rates = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];
    private static readonly int[] s_bits = [0, 8, 12, -1, 16, 20, 24, 32];

    /// <summary>Channels.</summary>
    public int Channels => Assignment >= LeftSide ? 2 : Assignment + 1;

    /// <summary>Parses a header and checks its checksum.</summary>
    public static FlacHeaderResult TryParse(ReadOnlySpan<byte> bytes, out FlacFrameHeader header)
    {
        header = default;
        if (bytes.Length < 2) return FlacHeaderResult.TooShort;
        if (bytes[0] != 0xFF || (bytes[1] & 0xFE) != 0xF8) return FlacHeaderResult.None;
        if (bytes.Length < 5) return FlacHeaderResult.TooShort;
        int sizeCode = bytes[2] >> 4, rateCode = bytes[2] & 15, assignment = bytes[3] >> 4, bits = s_bits[bytes[3] >> 1 & 7];
        if (sizeCode == 0 || rateCode == 15 || assignment > MidSide || bits < 0 || (bytes[3] & 1) != 0) return FlacHeaderResult.None;

        // A number of up to 36 bits, encoded like a character in UTF-8.
        int more = System.Numerics.BitOperations.LeadingZeroCount((uint)(byte)~bytes[4]) - 24;
        if (more is 1 or 8) return FlacHeaderResult.None;
        int length = 4 + Math.Max(1, more), sizeBytes = sizeCode switch { 6 => 1, 7 => 2, _ => 0 }, rateBytes = rateCode switch { 12 => 1, 13 or 14 => 2, _ => 0 };
        if (bytes.Length < length + sizeBytes + rateBytes + 1) return FlacHeaderResult.TooShort;
        long number = more == 0 ? bytes[4] : bytes[4] & (0x7F >> more);
        for (int i = 5; i < length; i++)
        {
            if ((bytes[i] & 0xC0) != 0x80) return FlacHeaderResult.None;
            number = number << 6 | (uint)(bytes[i] & 0x3F);
        }
        int blockSize = sizeCode switch
        {
            1 => 192,
            < 6 => 144 << sizeCode,
            6 => bytes[length] + 1,
            7 => BinaryPrimitives.ReadUInt16BigEndian(bytes[length..]) + 1,
            _ => 1 << sizeCode,
        };
        length += sizeBytes;
        int rate = rateCode switch
        {
            12 => bytes[length] * 1000,
            13 => BinaryPrimitives.ReadUInt16BigEndian(bytes[length..]),
            14 => BinaryPrimitives.ReadUInt16BigEndian(bytes[length..]) * 10,
            _ => s_rates[rateCode],
        };
        length += rateBytes;
        if (FlacChecksums.Crc8(bytes[..length]) != bytes[length]) return FlacHeaderResult.None;
        header = new FlacFrameHeader(length + 1, (bytes[1] & 1) == 1, number, blockSize, rate, assignment, bits);
        return FlacHeaderResult.Found;
    }

    /// <summary>Whether the header matches the stream. A random position that passes all checks is very rare.</summary>
    public bool Fits(FlacStreamInfo info)
        => Channels == info.Channels && (Bits == 0 || Bits == info.Bits) && (SampleRate == 0 || SampleRate == info.SampleRate) && BlockSize <= Math.Max(16, info.MaxBlockSize);

    /// <summary>The number of the first sample of the frame in the stream.</summary>
    public long FirstSample(FlacStreamInfo info) => IsVariable ? Number : Number * info.MaxBlockSize;
}
