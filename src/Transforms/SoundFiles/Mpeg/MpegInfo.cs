using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>
/// What the first frame of an MP3 says where it is no sound but an index ("Xing", or "Info" where the bit rate is constant): how many samples
/// the encoder added at both ends, if it is one that says so, as LAME and FFmpeg do.
/// </summary>
/// <param name="Before">Samples before the sound, without the decoder's own; -1 where it does not say.</param>
/// <param name="After">Samples after it.</param>
internal readonly record struct MpegInfo(int Before, int After)
{
    /// <summary>Samples by which any decoder of layer III is late.</summary>
    public const int DecoderDelay = 529;

    /// <summary>Reads a frame; null where it is sound.</summary>
    public static MpegInfo? Parse(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Layer != 3) return null;
        int at = MpegHeader.ByteLength + header.SideLength;
        if (frame.Length < at + 8 || !(frame[at..].StartsWith("Xing"u8) || frame[at..].StartsWith("Info"u8))) return null;
        uint flags = BinaryPrimitives.ReadUInt32BigEndian(frame[(at + 4)..]);
        bool hasFrames = (flags & 1) != 0;
        // Number of frames, number of bytes, table of places, quality.
        at += 8 + (hasFrames ? 4 : 0) + ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
        // The encoder's name (9 bytes), 12 bytes of other things, then twice 12 bits.
        if (!hasFrames || frame.Length < at + 24 || frame[at] == 0) return new MpegInfo(-1, 0);
        ReadOnlySpan<byte> delays = frame.Slice(at + 21, 3);
        return new MpegInfo(delays[0] << 4 | delays[1] >> 4, (delays[1] & 15) << 8 | delays[2]);
    }
}
