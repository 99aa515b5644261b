using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>The STREAMINFO block (RFC 9639, section 8.2).</summary>
/// <param name="MinBlockSize">Minimum samples per channel of a frame, except the last.</param>
/// <param name="MaxBlockSize">Maximum samples per channel of a frame.</param>
/// <param name="MaxFrameBytes">Maximum bytes of a frame; 0 if unknown.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Channels">1 to 8.</param>
/// <param name="Bits">Bits per sample, 4 to 32.</param>
/// <param name="Samples">Samples per channel; 0 if unknown.</param>
/// <param name="Md5">The MD5 of all samples; empty if unknown.</param>
internal sealed record FlacStreamInfo(int MinBlockSize, int MaxBlockSize, int MaxFrameBytes, int SampleRate, int Channels, int Bits, long Samples, byte[] Md5)
{
    /// <summary>Length of the block in bytes.</summary>
    public const int ByteLength = 34;

    /// <summary>Parses the block.</summary>
    public static FlacStreamInfo Parse(ReadOnlySpan<byte> block)
    {
        ulong packed = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        ReadOnlySpan<byte> md5 = block.Slice(18, 16);
        return new FlacStreamInfo(
            BinaryPrimitives.ReadUInt16BigEndian(block),
            BinaryPrimitives.ReadUInt16BigEndian(block[2..]),
            block[7] << 16 | block[8] << 8 | block[9],
            (int)(packed >> 44),
            (int)(packed >> 41 & 7) + 1,
            (int)(packed >> 36 & 31) + 1,
            (long)(packed & 0xFFFFFFFFF),
            md5.IndexOfAnyExcept((byte)0) < 0 ? [] : md5.ToArray());
    }
}
