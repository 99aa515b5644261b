using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>
/// The number of samples that the encoder added at both ends. LAME and FFmpeg write it to the first frame of an MP3, an index without sound ("Xing", or
/// "Info" for a constant bit rate).
/// </summary>
/// <param name="Before">Samples before the sound, without the decoder's delay; -1 if unknown.</param>
/// <param name="After">Samples after it.</param>
internal readonly record struct MpegInfo(int Before, int After)
{
    /// <summary>The delay of a layer III decoder in samples.</summary>
    public const int DecoderDelay = 529;

    /// <summary>Parses the first frame; null if it contains sound.</summary>
    public static MpegInfo? Parse(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Layer != 3) return null;
        int at = MpegHeader.ByteLength + header.SideLength;
        if (frame.Length < at + 8 || !(frame[at..].StartsWith("Xing"u8) || frame[at..].StartsWith("Info"u8))) return null;
        uint flags = BinaryPrimitives.ReadUInt32BigEndian(frame[(at + 4)..]);
        bool hasFrames = (flags & 1) != 0;
        // Number of frames, number of bytes, seek table, quality.
        at += 8 + (hasFrames ? 4 : 0) + ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
        // The encoder's name (9 bytes), 12 bytes of other fields, then twice 12 bits.
        if (!hasFrames || frame.Length < at + 24 || frame[at] == 0) return new MpegInfo(-1, 0);
        ReadOnlySpan<byte> delays = frame.Slice(at + 21, 3);
        return new MpegInfo(delays[0] << 4 | delays[1] >> 4, (delays[1] & 15) << 8 | delays[2]);
    }
}
