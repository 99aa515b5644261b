using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>The format header of a WAV or Wave64 file (WAVEFORMATEX, WAVEFORMATEXTENSIBLE).</summary>
/// <param name="Encoding">The encoding of the values.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Channels">Channels.</param>
internal sealed record WaveFormat(PcmEncoding Encoding, uint SampleRate, int Channels)
{
    /// <summary>Minimum length of a header, and length of the part that is used, in bytes.</summary>
    public const int MinHeaderLength = 16, MaxHeaderLength = 26;

    private const int Pcm = 1, Float = 3, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE;

    /// <summary>Parses a header.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="header">At least <see cref="MinHeaderLength"/> bytes.</param>
    /// <param name="isBigEndian">Whether it is from a RIFX file.</param>
    /// <exception cref="Pix2PitchException">The encoding is not supported, or the header is inconsistent.</exception>
    public static WaveFormat Parse(string path, ReadOnlySpan<byte> header, bool isBigEndian)
    {
        int tag = Short(header, 0, isBigEndian), channels = Short(header, 2, isBigEndian), blockAlign = Short(header, 12, isBigEndian);
        int bits = Short(header, 14, isBigEndian), bytes = (bits + 7) / 8;
        uint sampleRate = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(header[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (tag == Extensible && header.Length >= 26) tag = Short(header, 24, isBigEndian);
        SampleReader.CheckHeader(path, sampleRate, channels);
        if (tag == Pcm && bytes == 3 && blockAlign == 4 * channels) bytes = 4; // 24 bits in the upper three of four bytes
        PcmEncoding encoding = (tag, bits) switch
        {
            (Pcm, >= 1 and <= 8) => new PcmEncoding(PcmKind.Unsigned, 1),
            (Pcm, > 8 and <= 32) => new PcmEncoding(PcmKind.Signed, bytes, isBigEndian),
            (Float, 32 or 64) => new PcmEncoding(PcmKind.Float, bytes, isBigEndian),
            (ALaw, 8) => new PcmEncoding(PcmKind.ALaw, 1),
            (MuLaw, 8) => new PcmEncoding(PcmKind.MuLaw, 1),
            _ => throw new Pix2PitchException($"'{path}' is a WAV file in an encoding that is not supported ({Name(tag)}, {bits} bits); convert it to PCM."),
        };
        if (blockAlign != channels * bytes)
            throw new Pix2PitchException($"'{path}' has an inconsistent header: {channels} channels of {bits} bits cannot take {blockAlign} bytes; export it again.");
        return new WaveFormat(encoding, sampleRate, channels);
    }

    private static int Short(ReadOnlySpan<byte> header, int at, bool isBigEndian)
        => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(header[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(header[at..]);

    private static string Name(int tag) => tag switch
    {
        Pcm => "integers",
        Float => "floating point",
        2 => "Microsoft ADPCM",
        0x11 => "IMA ADPCM",
        0x31 => "GSM 6.10",
        0x50 => "MPEG audio",
        0x55 => "MP3",
        0xFF => "AAC",
        0x161 or 0x162 => "Windows Media Audio",
        0xF1AC => "FLAC",
        _ => $"format 0x{tag:X4}",
    };
}
