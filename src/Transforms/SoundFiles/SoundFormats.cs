namespace Pix2Pitch.SoundFiles;

/// <summary>The format of a sound file.</summary>
internal enum SoundFormat
{
    /// <summary>Not supported.</summary>
    None,

    /// <summary>WAV: RIFF, RIFX, RF64 or BW64.</summary>
    Wave,

    /// <summary>Sony Wave64.</summary>
    Wave64,

    /// <summary>AIFF or AIFC.</summary>
    Aiff,

    /// <summary>FLAC.</summary>
    Flac,

    /// <summary>Ogg with any codec.</summary>
    Ogg,

    /// <summary>MP3, or MPEG audio of another layer.</summary>
    Mpeg,
}

/// <summary>Detects the format from the first bytes of a file.</summary>
internal static class SoundFormats
{
    /// <summary>Number of bytes needed.</summary>
    public const int HeadLength = 16;

    /// <summary>The format of a file.</summary>
    /// <param name="head">Its first bytes, after ID3 tags.</param>
    /// <param name="hasTag">Whether the file has ID3 tags; if the content after them is unknown, it is most likely an MP3.</param>
    public static SoundFormat Find(ReadOnlySpan<byte> head, bool hasTag)
    {
        bool isRiff = head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8);
        if (isRiff && head.Length >= 12 && head[8..].StartsWith("WAVE"u8)) return SoundFormat.Wave;
        if (head.StartsWith("riff\u002E"u8)) return SoundFormat.Wave64;
        if (head.StartsWith("FORM"u8) && head.Length >= 12 && (head[8..].StartsWith("AIFF"u8) || head[8..].StartsWith("AIFC"u8))) return SoundFormat.Aiff;
        if (head.StartsWith("fLaC"u8)) return SoundFormat.Flac;
        if (head.StartsWith("OggS"u8)) return SoundFormat.Ogg;
        if (Name(head) is not null) return SoundFormat.None;
        return hasTag || (head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0) ? SoundFormat.Mpeg : SoundFormat.None;
    }

    /// <summary>The name of a format that is not supported; null if it is unknown.</summary>
    public static string? Name(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8)) return "MP4 (.m4a), with AAC or Apple Lossless";
        if (head.StartsWith("caff"u8)) return "Core Audio Format (CAF)";
        if (head.StartsWith(".snd"u8)) return "Sun audio (AU)";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75])) return "Windows Media Audio (WMA)";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])) return "Matroska or WebM";
        if (head.StartsWith("wvpk"u8)) return "WavPack";
        if (head.StartsWith("MAC "u8)) return "Monkey's Audio (APE)";
        if (head.StartsWith("MThd"u8)) return "MIDI, which contains notes and no sound";
        if (head.StartsWith("DSD "u8) || head.StartsWith("FRM8"u8)) return "Direct Stream Digital (DSD)";
        if (head.StartsWith("TTA1"u8)) return "True Audio (TTA)";
        if (head.StartsWith("MPCK"u8) || head.StartsWith("MP+"u8)) return "Musepack";
        if (head.StartsWith("#!AMR"u8)) return "AMR";
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("AVI "u8)) return "AVI";
        // The sync word of MPEG audio with the reserved layer.
        return head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0 ? "AAC (ADTS)" : null;
    }
}
