namespace Pix2Pitch.Paintings.Decoding;

/// <summary>The directory of a picture in a TIFF file.</summary>
internal sealed record TiffDirectory
{
    internal const int WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, Palette = 3, Separated = 5, YCbCr = 6, CieLab = 8, IccLab = 9;
    internal const int JpegCompression = 7, OldJpegCompression = 6;
    private const int ReducedResolution = 1, TransparencyMask = 4;

    private readonly IReadOnlyDictionary<TiffTag, double[]> _values;

    internal TiffDirectory(IReadOnlyDictionary<TiffTag, double[]> values, int page, int? subIfd, long photometricAt)
    {
        _values = values;
        (Page, SubIfd, PhotometricAt) = (page, subIfd, photometricAt);
        Photometric = Number(TiffTag.PhotometricInterpretation, Samples >= 3 ? Rgb : BlackIsZero);
    }

    /// <summary>Its index in the chain of directories.</summary>
    internal int Page { get; }

    /// <summary>Its index among the SubIFDs of that directory; null if it is itself in the chain.</summary>
    internal int? SubIfd { get; }

    /// <summary>The position of the value of PhotometricInterpretation in the file.</summary>
    internal long PhotometricAt { get; }

    internal int Photometric { get; }

    internal long Width => Number(TiffTag.ImageWidth);

    internal long Height => Number(TiffTag.ImageLength);

    internal int Compression => Number(TiffTag.Compression, 1);

    internal int Samples => Number(TiffTag.SamplesPerPixel, 1);

    internal int Bits => Number(TiffTag.BitsPerSample, 1);

    /// <summary>Whether all samples have the same number of bits.</summary>
    internal bool HasEqualBits => Values(TiffTag.BitsPerSample).All(bits => bits == Bits);

    /// <summary>1 unsigned, 2 signed, 3 floating point.</summary>
    internal int SampleFormat => Number(TiffTag.SampleFormat, 1);

    internal bool IsSeparate => Number(TiffTag.PlanarConfiguration, 1) == 2;

    internal bool IsTiled => _values.ContainsKey(TiffTag.TileWidth);

    internal int Orientation => Number(TiffTag.Orientation, 1);

    /// <summary>A thumbnail, a smaller level of a pyramid, or a mask.</summary>
    internal bool IsSecondary
        => (Number(TiffTag.NewSubfileType) & (ReducedResolution | TransparencyMask)) != 0 || Number(TiffTag.SubfileType) == 2;

    internal (int Horizontal, int Vertical) Subsampling
        => Values(TiffTag.YCbCrSubSampling) is [var h, var v, ..] ? ((int)h, (int)v) : (2, 2);

    internal bool IsCmyk => Photometric == Separated && Number(TiffTag.InkSet, 1) == 1 && Samples >= 4;

    /// <summary>The number of colour samples of a pixel.</summary>
    internal int Colors => Photometric switch
    {
        WhiteIsZero or BlackIsZero or Palette => 1,
        Separated => 4,
        _ => 3,
    };

    /// <summary>The index of the alpha sample; null if there is none. A sample of unspecified meaning is not alpha.</summary>
    internal int? Alpha
    {
        get
        {
            double[] extra = Values(TiffTag.ExtraSamples);
            int at = Array.FindIndex(extra, kind => kind is 1 or 2);
            return at >= 0 && Samples - extra.Length + at is var band && band >= Colors && band < Samples ? band : null;
        }
    }

    /// <summary>Bytes that the decoder holds at once: two strips, or two rows of tiles.</summary>
    internal long DecoderBytes
    {
        get
        {
            bool isYCbCr = Photometric == YCbCr;
            double pixel = isYCbCr ? 4 : Samples * Math.Max(8, Bits) / 8.0;
            if (IsTiled) return Saturate(2.0 * Width * Number(TiffTag.TileLength) * pixel);
            double rows = Math.Min(Height, Number(TiffTag.RowsPerStrip, int.MaxValue));
            // libvips reads long strips row by row if libtiff can.
            const int LongStrip = 128;
            bool isReadByRow = rows > LongStrip && !IsSeparate && !isYCbCr;
            return isReadByRow ? 0 : Saturate((IsSeparate ? 2 : 1) * Width * rows * pixel);
        }
    }

    internal double[] Values(TiffTag tag) => _values.TryGetValue(tag, out double[]? values) ? values : [];

    /// <summary>Whether a file of this length contains all pixels.</summary>
    internal bool IsWithin(long length)
    {
        double[] offsets = Values(IsTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets);
        double[] counts = Values(IsTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts);
        for (int i = 0; i < offsets.Length; i++)
        {
            if (offsets[i] + (i < counts.Length ? counts[i] : 0) > length) return false;
        }
        return true;
    }

    private int Number(TiffTag tag, int defaultValue = 0)
        => Values(tag) is [var first, ..] ? (int)Math.Clamp(first, int.MinValue, int.MaxValue) : defaultValue;

    private static long Saturate(double value) => (long)Math.Min(value, long.MaxValue / 2);
}
