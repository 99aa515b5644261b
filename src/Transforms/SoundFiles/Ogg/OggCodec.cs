namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>What a stream in an Ogg file is encoded with.</summary>
internal enum OggCodec
{
    /// <summary>Not sound: pictures, metadata.</summary>
    Other,

    /// <summary>Vorbis.</summary>
    Vorbis,

    /// <summary>FLAC.</summary>
    Flac,

    /// <summary>Opus.</summary>
    Opus,

    /// <summary>Speex.</summary>
    Speex,

    /// <summary>PCM.</summary>
    Pcm,
}
