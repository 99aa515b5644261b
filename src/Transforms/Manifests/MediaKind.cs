namespace Pix2Pitch.Manifests;

/// <summary>Which files of a folder are listed, by their extensions in any case.</summary>
internal enum MediaKind
{
    /// <summary>Pictures and recordings.</summary>
    Any,

    /// <summary>Pictures: .jpg, .jpeg, .jpe, .jfif, .jif, .png, .webp, .bmp, .dib, .gif, .tif, .tiff.</summary>
    Pictures,

    /// <summary>Recordings: .wav, .wave, .bwf, .rf64, .bw64, .w64, .flac, .ogg, .oga, .mp3, .mp2, .mpga, .aif, .aiff, .aifc.</summary>
    Recordings,
}
