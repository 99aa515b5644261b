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

/// <summary>Recognises image formats.</summary>
internal static class PaintingFormats
{
    /// <summary>The format of a file with these first 16 bytes.</summary>
    internal static PaintingFormat Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return PaintingFormat.Jpeg;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return PaintingFormat.Png;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return PaintingFormat.Gif;
        if (start.StartsWith("RIFF"u8) && At(start, 8, "WEBP"u8)) return PaintingFormat.Webp;
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) || start.StartsWith("II+\0"u8) || start.StartsWith("MM\0+"u8))
            return PaintingFormat.Tiff;
        if (At(start, 4, "ftypavif"u8) || At(start, 4, "ftypavis"u8)) return PaintingFormat.Avif;
        if (At(start, 4, "ftyphei"u8) || At(start, 4, "ftypmif1"u8) || At(start, 4, "ftypmsf1"u8) || At(start, 4, "ftyphev"u8)) return PaintingFormat.Heif;
        if (At(start, 4, "ftypcrx "u8)) return PaintingFormat.CanonRaw;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || At(start, 4, "JXL "u8)) return PaintingFormat.JpegXl;
        if (At(start, 4, "jP  "u8) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51])) return PaintingFormat.Jpeg2000;
        if (start.StartsWith("8BPS"u8)) return PaintingFormat.Photoshop;
        if (start.StartsWith("%PDF"u8)) return PaintingFormat.Pdf;
        if (start.StartsWith("<svg"u8) || start.StartsWith("<?xml"u8)) return PaintingFormat.Svg;
        if (start.StartsWith("%!PS"u8) || start.StartsWith((ReadOnlySpan<byte>)[0xC5, 0xD0, 0xD3, 0xC6])) return PaintingFormat.PostScript;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x76, 0x2F, 0x31, 0x01])) return PaintingFormat.OpenExr;
        if (start.StartsWith("gimp xcf"u8)) return PaintingFormat.Gimp;
        if (start.StartsWith("AT&TFORM"u8)) return PaintingFormat.DjVu;
        return start.StartsWith("BM"u8) ? PaintingFormat.Bmp : PaintingFormat.Unknown;
    }

    /// <summary>The name of a format that is recognised but not supported; null for other formats.</summary>
    internal static string? NameOfUnsupported(PaintingFormat format) => format switch
    {
        PaintingFormat.Heif => "HEIC",
        PaintingFormat.Avif => "AVIF",
        PaintingFormat.JpegXl => "JPEG XL",
        PaintingFormat.Jpeg2000 => "JPEG 2000",
        PaintingFormat.Photoshop => "Photoshop",
        PaintingFormat.Pdf => "PDF",
        PaintingFormat.Svg => "SVG",
        PaintingFormat.OpenExr => "OpenEXR",
        PaintingFormat.Gimp => "GIMP",
        PaintingFormat.DjVu => "DjVu",
        PaintingFormat.PostScript => "PostScript",
        PaintingFormat.CanonRaw => "Canon raw",
        _ => null,
    };

    private static bool At(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> magic)
        => start.Length >= offset + magic.Length && start.Slice(offset, magic.Length).SequenceEqual(magic);
}
