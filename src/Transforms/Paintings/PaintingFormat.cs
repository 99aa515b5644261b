namespace Pix2Pitch.Paintings;

/// <summary>Image formats that are recognised by their first bytes.</summary>
internal enum PaintingFormat
{
    Unknown,
    Jpeg,
    Png,
    Webp,
    Tiff,
    Gif,
    Bmp,
    Heif,
    Avif,
    JpegXl,
    Jpeg2000,
    Photoshop,
    Pdf,
    Svg,
    OpenExr,
    Gimp,
    DjVu,
    PostScript,
    CanonRaw,
}
