namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Chooses the picture of a TIFF file, and reports what is not supported.</summary>
internal static class TiffHeader
{
    private const int MaxSamples = 16, Unsigned = 1, Float = 3;

    internal static PaintingHeader Read(string path, Stream stream)
    {
        IReadOnlyList<TiffDirectory> all = TiffReader.Read(path, stream);
        if (all.Count == 0) throw PaintingFile.CutShort(path);
        // The largest picture; of equal sizes the first. Thumbnails, masks and smaller levels are used only if there is no other picture.
        TiffDirectory chosen = all.OrderBy(directory => directory.IsSecondary).ThenByDescending(directory => directory.Width * directory.Height).First();
        if (chosen.Width <= 0 || chosen.Height <= 0) throw PaintingFile.Unreadable(path);
        if (Unsupported(chosen) is { } what)
            throw new Pix2PitchException($"The painting '{path}' is a TIFF {what}, which is not supported: save it as 8-bit RGB, or as PNG.");
        if (!all.All(directory => directory.IsWithin(stream.Length))) throw PaintingFile.CutShort(path);
        return new PaintingHeader
        {
            Format = PaintingFormat.Tiff,
            Width = chosen.Width,
            Height = chosen.Height,
            Orientation = chosen.Orientation,
            Model = ModelOf(chosen),
            DecoderBytes = chosen.DecoderBytes,
            Tiff = chosen,
        };
    }

    private static ColorModel ModelOf(TiffDirectory tiff) => tiff.Photometric switch
    {
        TiffDirectory.WhiteIsZero or TiffDirectory.BlackIsZero => ColorModel.Grey,
        TiffDirectory.Separated => ColorModel.Cmyk,
        TiffDirectory.CieLab => ColorModel.Lab,
        TiffDirectory.IccLab => ColorModel.IccLab,
        // The JPEG decoder and, for subsampled chroma, libtiff convert to RGB.
        TiffDirectory.YCbCr when tiff.Subsampling == (1, 1) && tiff.Compression is not (TiffDirectory.JpegCompression or TiffDirectory.OldJpegCompression)
            => ColorModel.YCbCr,
        _ => ColorModel.Rgb,
    };

    private static string? Unsupported(TiffDirectory tiff)
    {
        if (Compression(tiff.Compression) is { } compression) return $"compressed with {compression}";
        if (Photometric(tiff) is { } photometric) return photometric;
        if (tiff.Samples < tiff.Colors || tiff.Samples > MaxSamples || !tiff.HasEqualBits)
            return $"with {tiff.Samples} samples a pixel of {string.Join(", ", tiff.Values(TiffTag.BitsPerSample))} bits";
        if (tiff.IsTiled && tiff.IsSeparate) return "in tiles with a plane for each colour";
        if (tiff.SampleFormat is not (Unsigned or Float or 4)) return "with signed or complex samples";
        bool isByteMultiple = tiff.Bits is 8 or 16 or 32;
        bool isBitCountSupported = tiff.SampleFormat == Float ? tiff.Bits is 16 or 32 : isByteMultiple || (tiff.Bits is 1 or 2 or 4 && tiff.Samples == 1);
        bool fitsModel = tiff.Photometric switch
        {
            TiffDirectory.Palette => tiff.Bits <= 8 && tiff.Samples == 1,
            TiffDirectory.YCbCr => tiff.Bits == 8 && tiff.Samples == 3,
            TiffDirectory.CieLab or TiffDirectory.IccLab => tiff.Bits <= 16 && tiff.Samples == 3,
            TiffDirectory.Separated => tiff.Bits <= 16,
            _ => true,
        };
        bool isFloatSupported = tiff.SampleFormat != Float || tiff.Photometric is TiffDirectory.BlackIsZero or TiffDirectory.Rgb;
        return isBitCountSupported && fitsModel && isFloatSupported
            ? null
            : $"with {tiff.Samples} sample{(tiff.Samples == 1 ? "" : "s")} a pixel of {tiff.Bits} bits{(tiff.SampleFormat == Float ? " (floating point)" : "")}";
    }

    private static string? Compression(int compression) => compression switch
    {
        1 or 2 or 3 or 4 or 5 or 6 or 7 or 8 or 32773 or 32946 or 50001 => null,
        34712 or 33003 or 33005 => "JPEG 2000",
        34925 => "LZMA",
        50000 => "Zstandard",
        50002 or 52546 => "JPEG XL",
        _ => $"method number {compression}",
    };

    private static string? Photometric(TiffDirectory tiff) => tiff.Photometric switch
    {
        TiffDirectory.Separated when !tiff.IsCmyk => "with inks other than CMYK",
        TiffDirectory.YCbCr when tiff.IsSeparate => "in YCbCr with a plane for each component",
        TiffDirectory.WhiteIsZero or TiffDirectory.BlackIsZero or TiffDirectory.Rgb or TiffDirectory.Palette or TiffDirectory.Separated
            or TiffDirectory.YCbCr or TiffDirectory.CieLab or TiffDirectory.IccLab => null,
        32803 or 34892 => "of a camera's raw data (DNG)",
        32844 or 32845 => "in LogLuv",
        10 => "in ITU L*a*b*",
        _ => $"of photometric interpretation {tiff.Photometric}",
    };
}
