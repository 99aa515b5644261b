using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>The STREAMINFO block (RFC 9639, section 8.2).</summary>
/// <param name="MinBlockSize">The fewest samples of a frame but the last.</param>
/// <param name="MaxBlockSize">The most samples of a frame.</param>
/// <param name="MaxFrameBytes">The most bytes of a frame; 0 where it is not known.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Channels">1 to 8.</param>
/// <param name="Bits">Bits of a sample, 4 to 32.</param>
/// <param name="Samples">Samples of a channel; 0 where it is not known.</param>
/// <param name="Md5">The MD5 of all samples; empty where it is not known.</param>
internal sealed record FlacStreamInfo(int MinBlockSize, int MaxBlockSize, int MaxFrameBytes, int SampleRate, int Channels, int Bits, long Samples, byte[] Md5)
{
    /// <summary>Bytes of the block.</summary>
    public const int ByteLength = 34;

    /// <summary>Reads the block.</summary>
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
