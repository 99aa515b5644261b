using System.Buffers.Binary;

namespace Pix2Pitch.Audio;

/// <summary>
/// Looks whether a file can be MPEG audio before libsndfile opens it: its decoder writes several lines to standard error for each file that is
/// not, and a folder of thousands of broken ones would drown what there is to say.
/// </summary>
internal static class MpegStream
{
    private const int Looked = 1 << 16; // for the first frame, after the tags

    // ISO/IEC 11172-3, 2.4.2.3 and ISO/IEC 13818-3: kbit/s by index 1 to 14.
    private static readonly int[] s_one1 = [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
    private static readonly int[] s_one2 = [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    private static readonly int[] s_one3 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] s_two1 = [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
    private static readonly int[] s_two23 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    /// <summary>Whether the file begins as MPEG audio does, with an ID3 tag or a frame, but no two frames follow each other in it.</summary>
    public static bool IsBroken(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[10];
        long at = 0;
        bool isTagged = false;
        for (; Read(stream, at, start) == start.Length && start.StartsWith("ID3"u8); isTagged = true)
        {
            int size = 0;
            foreach (byte seven in start[6..])
            {
                if (seven > 0x7F) return true;
                size = size << 7 | seven;
            }
            at += 10 + size + ((start[5] & 0x10) != 0 ? 10 : 0); // with a footer
        }
        // "MP3" by its content only: anything else is left to whoever knows it.
        if (!isTagged && !(start[0] == 0xFF && (start[1] & 0xE0) == 0xE0)) return false;

        var bytes = new byte[Looked];
        int length = Read(stream, at, bytes);
        // Other formats may stand after such a tag as well.
        ReadOnlySpan<byte> begin = bytes.AsSpan(0, length);
        if (begin.StartsWith("fLaC"u8) || begin.StartsWith("OggS"u8) || begin.StartsWith("RIFF"u8) || begin.StartsWith("FORM"u8)) return false;
        Span<byte> next = stackalloc byte[4];
        for (int i = 0; i + 4 <= length; i++)
        {
            if (bytes[i] != 0xFF) continue;
            uint header = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i));
            if (FrameLength(header) is not { } frame) continue;
            if (frame == 0) return false; // a free format, whose frames cannot be measured
            int followed = Read(stream, at + i + frame, next);
            const uint Same = 0xFFFE0C00; // synchronisation, version, layer, sample rate
            if (followed < next.Length || ((header ^ BinaryPrimitives.ReadUInt32BigEndian(next)) & Same) == 0) return false;
        }
        return true;
    }

    /// <summary>How many bytes the frame of this header has, 0 where it does not say; null where it is no header.</summary>
    private static int? FrameLength(uint header)
    {
        uint version = header >> 19 & 3, layer = 4 - (header >> 17 & 3), bitrate = header >> 12 & 15, rate = header >> 10 & 3;
        if (header >> 21 != 0x7FF || version == 1 || layer == 4 || bitrate == 15 || rate == 3) return null;
        if (bitrate == 0) return 0;
        bool isOne = version == 3;
        int[] bitrates = (isOne, layer) switch { (true, 1) => s_one1, (true, 2) => s_one2, (true, _) => s_one3, (_, 1) => s_two1, _ => s_two23 };
        int bits = 1000 * bitrates[bitrate - 1];
        int samplesPerSecond = (rate switch { 0 => 44100, 1 => 48000, _ => 32000 }) >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        int padding = (int)(header >> 9 & 1);
        return layer == 1 ? (12 * bits / samplesPerSecond + padding) * 4 : (layer == 3 && !isOne ? 72 : 144) * bits / samplesPerSecond + padding;
    }

    private static int Read(FileStream stream, long at, Span<byte> bytes)
    {
        if (at >= stream.Length) return 0;
        stream.Position = at;
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
    }
}
