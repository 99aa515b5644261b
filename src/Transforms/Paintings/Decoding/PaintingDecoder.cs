using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Opens a painting with the decoder for its format. Pixels are decoded when they are read, from top to bottom.</summary>
internal static class PaintingDecoder
{
    private const Enums.Access Sequential = Enums.Access.Sequential;
    private const Enums.FailOn Error = Enums.FailOn.Error;

    /// <param name="path">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="shrink">The factor by which a JPEG is reduced: 1, 2, 4 or 8.</param>
    /// <param name="failOn">What makes decoding a JPEG fail.</param>
    /// <param name="patched">Has to be disposed of after the pixels are read; null if there is nothing to dispose of, or if this method throws.</param>
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
