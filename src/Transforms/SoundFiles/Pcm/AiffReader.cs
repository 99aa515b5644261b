using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>
/// Opens AIFF and AIFC files (Apple, "Audio Interchange File Format", 1989 and 1991): integers of up to 32 bits in both byte orders, floating
/// point of 32 and 64 bits, A-law and mu-law. If the header says more sound than the file has, opening it throws.
/// </summary>
internal static class AiffReader
{
    private const int MinCommonLength = 18; // channels, number of samples, bits, rate

    /// <summary>Opens a file that begins with FORM and AIFF or AIFC.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="start">Position of FORM, after ID3 tags.</param>
    public static PcmReader Open(string path, FileStream file, long start)
    {
        byte[]? common = null;
        var offset = new byte[4];
        (long Start, long Length)? sound = null;
        foreach ((uint id, long at, uint length) in RiffChunks.Read(file, isBigEndian: true, start + 12))
        {
            if (id == RiffChunks.Id("COMM") && common is null)
            {
                if (length < MinCommonLength || at + length > file.Length) throw SampleReader.Truncated(path);
                common = new byte[Math.Min(length, MinCommonLength + 4)];
                file.Position = at;
                file.ReadExactly(common);
            }
            else if (id == RiffChunks.Id("SSND") && sound is null)
            {
                file.Position = at;
                if (file.ReadAtLeast(offset, 4, throwOnEndOfStream: false) < 4) throw SampleReader.Truncated(path);
                long skipped = 8 + (long)BinaryPrimitives.ReadUInt32BigEndian(offset);
                sound = (at + skipped, IsOpen(length) ? -1 : length - skipped);
            }
            if (common is not null && sound is { } found) return Open(path, file, common, found.Start, found.Length);
        }
        throw SampleReader.Truncated(path);
    }

    private static PcmReader Open(string path, FileStream file, byte[] common, long at, long length)
    {
        int channels = BinaryPrimitives.ReadUInt16BigEndian(common), bits = BinaryPrimitives.ReadUInt16BigEndian(common.AsSpan(6));
        uint samples = BinaryPrimitives.ReadUInt32BigEndian(common.AsSpan(2));
        double sampleRate = ReadExtended(common.AsSpan(8));
        // Clamped to the range of the type; the check has the real limits.
        SampleReader.CheckHeader(path, double.IsFinite(sampleRate) ? (long)Math.Clamp(Math.Round(sampleRate), -1, uint.MaxValue) : 0, channels);
        string compression = common.Length > MinCommonLength ? Encoding.ASCII.GetString(common, MinCommonLength, 4) : "NONE";
        PcmEncoding encoding = Find(path, compression, bits);
        long available = Math.Max(0, file.Length - at), declared = (long)samples * channels * encoding.Bytes;
        if (length < 0 || (samples == 0 && length == 0)) declared = available; // unknown: written by a program to a pipe
        if (declared > available)
            throw new Pix2PitchException($"'{path}' has a header for {declared} bytes of sound, but only {available} bytes: the file is cut off; copy or export it again.");
        return new PcmReader(path, file, at, declared, encoding, (long)Math.Round(sampleRate), channels);
    }

    private static PcmEncoding Find(string path, string compression, int bits)
    {
        PcmEncoding? encoding = compression switch
        {
            "NONE" or "twos" when bits is >= 1 and <= 32 => new PcmEncoding(PcmKind.Signed, (bits + 7) / 8, IsBigEndian: true),
            "sowt" when bits is >= 1 and <= 32 => new PcmEncoding(PcmKind.Signed, (bits + 7) / 8),
            "raw " when bits is 8 => new PcmEncoding(PcmKind.Unsigned, 1),
            "in24" => new PcmEncoding(PcmKind.Signed, 3, IsBigEndian: true),
            "in32" => new PcmEncoding(PcmKind.Signed, 4, IsBigEndian: true),
            "42ni" => new PcmEncoding(PcmKind.Signed, 3),
            "23ni" => new PcmEncoding(PcmKind.Signed, 4),
            "fl32" or "FL32" => new PcmEncoding(PcmKind.Float, 4, IsBigEndian: true),
            "fl64" or "FL64" => new PcmEncoding(PcmKind.Float, 8, IsBigEndian: true),
            "ulaw" or "ULAW" => new PcmEncoding(PcmKind.MuLaw, 1),
            "alaw" or "ALAW" => new PcmEncoding(PcmKind.ALaw, 1),
            _ => null,
        };
        string name = new([.. compression.Select(letter => char.IsControl(letter) ? '?' : letter)]);
        return encoding ?? throw new Pix2PitchException($"'{path}' is an AIFF file in an encoding that is not supported ('{name}', {bits} bits); convert it to PCM.");
    }

    // The lengths that SoX (0x7F000008) and others write to a pipe; FFmpeg also leaves 0 for the number of samples.
    private static bool IsOpen(uint length) => length is >= 0xFFFFFF00 or 0x7F000008 or (>= 0x7FFFFF00 and <= 0x7FFFFFFF);

    // IEEE 754 extended precision: sign and exponent of 15 bits, mantissa of 64 with its leading 1.
    private static double ReadExtended(ReadOnlySpan<byte> bytes)
    {
        int exponent = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        double value = Math.ScaleB(BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), (exponent & 0x7FFF) - 16383 - 63);
        return (exponent & 0x8000) != 0 ? -value : value;
    }
}
