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
    /// <param name="cancellation">Stops decoders that read the file to its end before the first row of pixels is there. For the others, see <see cref="Pipeline.Stops"/>.</param>
    /// <param name="source">Has to be disposed of after the pixels are read; null if there is nothing to dispose of, or if this method throws.</param>
    internal static Image Open(string path, PaintingHeader header, int shrink, Enums.FailOn failOn, CancellationToken cancellation, out IDisposable? source)
    {
        // These decoders read while they decode. Those of GIF and WebP read the whole file first.
        bool stopsReading = cancellation.CanBeCanceled && header is { Format: PaintingFormat.Jpeg or PaintingFormat.Png, DecoderBytes: > 0 };
        bool isPatched = header.Tiff is { Photometric: TiffDirectory.CieLab or TiffDirectory.IccLab };
        ManagedSource? managed = stopsReading || isPatched
            ? new ManagedSource(path, cancellation, isPatched ? (header.Tiff!.PhotometricAt, TiffDirectory.Rgb) : null)
            : null;
        source = null;
        try
        {
            Image image = Open(path, managed?.Source, header, shrink, failOn, cancellation);
            source = managed;
            return image;
        }
        finally
        {
            if (source is null) managed?.Dispose();
        }
    }

    private static Image Open(string path, Source? source, PaintingHeader header, int shrink, Enums.FailOn failOn, CancellationToken cancellation) => (header.Format, source) switch
    {
        (PaintingFormat.Jpeg, null) => Image.Jpegload(path, shrink: shrink, access: Sequential, failOn: failOn),
        (PaintingFormat.Jpeg, _) => Image.JpegloadSource(source, shrink: shrink, access: Sequential, failOn: failOn),
        (PaintingFormat.Png, null) => Image.Pngload(path, access: Sequential, failOn: Error),
        (PaintingFormat.Png, _) => Image.PngloadSource(source, access: Sequential, failOn: Error),
        (PaintingFormat.Webp, _) => Image.Webpload(path, access: Sequential, failOn: Error),
        (PaintingFormat.Gif, _) => Image.Gifload(path, n: 1, access: Sequential, failOn: Error),
        (PaintingFormat.Bmp, _) => BmpDecoder.Load(path, header.HasNoAlpha, cancellation),
        (PaintingFormat.Tiff, null) when header.Tiff is { } tiff => Image.Tiffload(path, page: tiff.Page, subifd: tiff.SubIfd ?? -1, access: Sequential, failOn: Error),
        (PaintingFormat.Tiff, _) when header.Tiff is { } tiff => Image.TiffloadSource(source, page: tiff.Page, subifd: tiff.SubIfd ?? -1, access: Sequential, failOn: Error),
        _ => throw PaintingFile.Unreadable(path),
    };
}
