using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Opens a painting with the one decoder that its format has. Pixels are decoded when they are asked for, from top to bottom.</summary>
internal static class PaintingDecoder
{
    private const Enums.Access Sequential = Enums.Access.Sequential;
    private const Enums.FailOn Error = Enums.FailOn.Error;

    /// <param name="path">The file.</param>
    /// <param name="header">What its header says.</param>
    /// <param name="shrink">1, 2, 4 or 8: how much smaller a JPEG is to be decoded.</param>
    /// <param name="failOn">What makes decoding a JPEG fail.</param>
    /// <param name="patched">What has to be closed after the pixels are read. It is closed already if opening fails.</param>
    internal static Image Open(string path, PaintingHeader header, int shrink, Enums.FailOn failOn, out IDisposable? patched)
    {
        patched = null;
        switch (header.Format)
        {
            case PaintingFormat.Jpeg:
                return Image.Jpegload(path, shrink: shrink, access: Sequential, failOn: failOn);
            case PaintingFormat.Png:
                return Image.Pngload(path, access: Sequential, failOn: Error);
            case PaintingFormat.Webp:
                return Image.Webpload(path, access: Sequential, failOn: Error);
            case PaintingFormat.Gif:
                return Image.Gifload(path, n: 1, access: Sequential, failOn: Error);
            case PaintingFormat.Bmp:
                return BmpDecoder.Load(path, header.HasNoAlpha);
            case PaintingFormat.Tiff when header.Tiff is { } tiff:
                if (tiff.Photometric is not (TiffDirectory.CieLab or TiffDirectory.IccLab))
                    return Image.Tiffload(path, page: tiff.Page, subifd: tiff.SubIfd ?? -1, access: Sequential, failOn: Error);
                var file = new PatchedFile(path, tiff.PhotometricAt, TiffDirectory.Rgb);
                try
                {
                    Image image = Image.TiffloadSource(file.Source, page: tiff.Page, subifd: tiff.SubIfd ?? -1, access: Sequential, failOn: Error);
                    patched = file;
                    return image;
                }
                finally
                {
                    if (patched is null) file.Dispose();
                }
            default:
                throw PaintingFile.Unreadable(path);
        }
    }
}
