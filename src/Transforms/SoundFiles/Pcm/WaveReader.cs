using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>
/// Opens WAV files: RIFF, RIFX, RF64 (EBU Tech 3306) and BW64 (ITU-R BS.2088); integers of up to 32 bits, floating point of 32 and 64 bits,
/// A-law and mu-law, also in the extensible format. If the header is inconsistent or says more sound than the file has, opening it throws. The
/// lengths that programs write to a pipe (0, 0xFFFFFFFF and a few others) mean "to the end of the file".
/// </summary>
internal static class WaveReader
{
    /// <summary>Opens a file that begins with RIFF, RIFX, RF64 or BW64, and WAVE.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="start">Position of the first chunk, after ID3 tags.</param>
    public static PcmReader Open(string path, FileStream file, long start)
    {
        Span<byte> head = stackalloc byte[8];
        file.Position = start;
        file.ReadExactly(head);
        bool isBigEndian = head[3] == 'X', isLong = head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8);
        WaveFormat? format = null;
        long? dataLength = null; // from the ds64 chunk
        foreach ((uint id, long at, uint length) in RiffChunks.Read(file, isBigEndian, start + 12))
        {
            if (id == RiffChunks.Id("ds64") && isLong && length >= 16) dataLength = ReadDataLength(file, at);
            if (id == RiffChunks.Id("fmt ") && format is null) format = ReadFormat(path, file, at, length, isBigEndian);
            if (id != RiffChunks.Id("data")) continue;
            if (format is null) throw NoFormat(path);
            long available = file.Length - at, declared = length;
            if (isLong && length == uint.MaxValue && dataLength is not (null or 0 or -1)) declared = dataLength.Value;
            else if (IsOpen(length) || (length == 0 && HoldsMore(file, at, isBigEndian))) declared = available;
            return Open(path, file, format, at, declared);
        }
        throw Truncated(path);
    }

    /// <summary>Opens the sound at a known position.</summary>
    /// <exception cref="Pix2PitchException">The sound is incomplete.</exception>
    internal static PcmReader Open(string path, FileStream file, WaveFormat format, long at, long declared)
    {
        long available = Math.Max(0, file.Length - at);
        if (declared < 0 || declared > available)
            throw new Pix2PitchException($"'{path}' has a header for {(ulong)declared} bytes of sound, but only {available} bytes: the file is cut off; copy or export it again.");
        return new PcmReader(path, file, at, declared, format.Encoding, format.SampleRate, format.Channels);
    }

    /// <summary>Reads a format header.</summary>
    /// <exception cref="Pix2PitchException">It is too short, truncated or invalid.</exception>
    internal static WaveFormat ReadFormat(string path, FileStream file, long at, long length, bool isBigEndian = false)
    {
        if (length < WaveFormat.MinHeaderLength)
            throw new Pix2PitchException($"'{path}' has a format header of {length} bytes; at least {WaveFormat.MinHeaderLength} are needed; export it again.");
        if (length > file.Length - at) throw Truncated(path);
        Span<byte> header = stackalloc byte[WaveFormat.MaxHeaderLength];
        header = header[..(int)Math.Min(length, header.Length)];
        file.Position = at;
        file.ReadExactly(header);
        return WaveFormat.Parse(path, header, isBigEndian);
    }

    internal static Pix2PitchException NoFormat(string path)
        => new($"'{path}' has no format header, which has the encoding of the sound; export it again.");

    private static Pix2PitchException Truncated(string path) => SampleReader.Truncated(path);

    private static long ReadDataLength(FileStream file, long at)
    {
        Span<byte> lengths = stackalloc byte[16];
        file.Position = at;
        return file.ReadAtLeast(lengths, lengths.Length, throwOnEndOfStream: false) == lengths.Length ? BinaryPrimitives.ReadInt64LittleEndian(lengths[8..]) : -1;
    }

    // The lengths that FFmpeg (0xFFFFFFFF), SoX (0x7FFFF000), arecord (0x80000000) and others write to a pipe.
    private static bool IsOpen(uint length) => length is >= 0xFFFFFF00 or 0x7FFFF000 or 0x80000000 or (>= 0x7FFFFF00 and <= 0x7FFFFFFF);

    // Whether the data after a chunk with length 0 is sound: it is if it cannot be parsed as chunks.
    private static bool HoldsMore(FileStream file, long at, bool isBigEndian)
    {
        long end = at;
        foreach ((uint id, long start, uint length) in RiffChunks.Read(file, isBigEndian, at))
        {
            if (!RiffChunks.IsName(id)) return true;
            end = start + length;
        }
        return end < file.Length - 1 || end > file.Length;
    }
}
