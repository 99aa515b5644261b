namespace Pix2Pitch.Manifests;

/// <summary>Which files of a folder are wanted, by the endings of their names.</summary>
public enum MediaKind
{
    /// <summary>Pictures and recordings.</summary>
    Any,

    /// <summary>Pictures: .jpg, .jpeg, .png, .webp, .bmp, .gif, .tif, .tiff.</summary>
    Pictures,

    /// <summary>Recordings: .wav, .flac, .ogg, .opus, .mp3, .aif, .aiff.</summary>
    Recordings,
}
