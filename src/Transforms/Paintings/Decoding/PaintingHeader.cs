namespace Pix2Pitch.Paintings.Decoding;

/// <summary>What is known about a picture before it is decoded, in addition to what libvips reports.</summary>
internal sealed record PaintingHeader
{
    internal required PaintingFormat Format { get; init; }

    /// <summary>Pixels in a row, as stored.</summary>
    internal required long Width { get; init; }

    /// <summary>Rows, as stored.</summary>
    internal required long Height { get; init; }

    /// <summary>EXIF orientation, 1 to 8; null to use the one that the decoder reports.</summary>
    internal int? Orientation { get; init; }

    /// <summary>What the samples mean; null to use what the decoder reports.</summary>
    internal ColorModel? Model { get; init; }

    /// <summary>An ICC profile that the decoder does not report, or one that is made from other colour metadata.</summary>
    internal byte[]? Profile { get; init; }

    /// <summary>Whether an embedded profile is ignored, because other colour metadata has precedence.</summary>
    internal bool IgnoresProfile { get; init; }

    /// <summary>Bytes that the decoder holds at once, if it cannot decode row by row.</summary>
    internal long DecoderBytes { get; init; }

    /// <summary>The chosen directory of a TIFF file.</summary>
    internal TiffDirectory? Tiff { get; init; }

    /// <summary>The part of a GIF's screen that its first frame covers.</summary>
    internal (int X, int Y, int Width, int Height)? Frame { get; init; }

    /// <summary>Whether the fourth sample of a BMP's pixels is padding.</summary>
    internal bool HasNoAlpha { get; init; }
}
