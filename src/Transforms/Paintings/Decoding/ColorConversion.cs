using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Converts pixels of any colour model to sRGB, as grey or RGB, 8 or 16 bit, blended with white.</summary>
internal static class ColorConversion
{
    private const string ProfileField = "icc-profile-data";

    /// <summary>The highest value of a sample.</summary>
    internal static double Max(Image image) => image.Format == Enums.BandFormat.Ushort ? ushort.MaxValue : byte.MaxValue;

    /// <summary>Converts samples that cannot be averaged as they are stored: L*a*b* and YCbCr to RGB, more than 16 bits to 16 bits.</summary>
    internal static Image ToAverageable(Image image, ColorModel model, TiffDirectory? tiff, double floatMax)
    {
        switch (model)
        {
            case ColorModel.YCbCr:
                return FromYCbCr(image, tiff!);
            case ColorModel.Lab or ColorModel.IccLab:
                return FromLab(image, model, tiff!);
        }
        double? scale = image.Format switch
        {
            Enums.BandFormat.Uchar or Enums.BandFormat.Ushort => null,
            Enums.BandFormat.Uint => 1 / 65537.0,
            _ => ushort.MaxValue / floatMax,
        };
        if (scale is not { } factor) return image;
        using Image scaled = image.Linear([factor], [0.0]);
        using Image rounded = scaled.Rint();
        using Image cast = rounded.Cast(Enums.BandFormat.Ushort);
        return cast.Copy(interpretation: model switch
        {
            ColorModel.Grey => Enums.Interpretation.Grey16,
            ColorModel.Cmyk => Enums.Interpretation.Cmyk,
            _ => Enums.Interpretation.Rgb16,
        });
    }

    /// <summary>Applies the profile. CMYK without a profile is converted by red = (1 - C)(1 - K), and so on.</summary>
    /// <param name="image">Only colour samples, 8 or 16 bit.</param>
    /// <param name="model">Grey, RGB or CMYK.</param>
    /// <param name="profile">An ICC profile; ignored if it is damaged or is for another colour model.</param>
    internal static Image ToSrgb(Image image, ColorModel model, byte[]? profile)
    {
        if (profile is not null && IccProfile.IsFor(profile, model) && Transform(image, profile) is { } transformed) return transformed;
        return model == ColorModel.Cmyk ? FromCmyk(image) : image;
    }

    /// <summary>Converts grey to RGB, so that an RGB profile can be applied. Alpha stays.</summary>
    internal static Image GreyToRgb(Image image)
    {
        bool isDeep = image.Format == Enums.BandFormat.Ushort;
        using Image grey = image.ExtractBand(0);
        using Image joined = grey.Bandjoin(grey, image);
        return joined.Copy(interpretation: isDeep ? Enums.Interpretation.Rgb16 : Enums.Interpretation.Srgb);
    }

    /// <summary>Blends colours with white.</summary>
    internal static Image OverWhite(Image colors, Image alpha)
    {
        double max = Max(colors);
        using Image fromWhite = colors - max;
        using Image share = alpha / Max(alpha);
        using Image weighted = fromWhite * share;
        using Image overWhite = weighted + max;
        using Image rounded = overWhite.Rint();
        return rounded.Cast(colors.Format);
    }

    internal static byte[]? EmbeddedProfile(Image image) => image.Contains(ProfileField) ? image.Get(ProfileField) as byte[] : null;

    private static Image? Transform(Image image, byte[] profile)
    {
        bool isDeep = image.Format == Enums.BandFormat.Ushort;
        try
        {
            using Image tagged = image.Mutate(mutable => mutable.Set(GValue.BlobType, ProfileField, profile));
            // The intent that image converters use. With profiles of three primaries and curves, all intents give the same.
            (Image result, bool isRejected) = ImageLibrary.Watch(()
                => tagged.IccTransform("srgb", intent: Enums.Intent.Perceptual, embedded: true, depth: isDeep ? 16 : 8));
            if (!isRejected) return result;
            result.Dispose();
            return null;
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static Image FromCmyk(Image image)
    {
        double max = Max(image);
        using Image light = image.Linear([-1.0], [max]);
        using Image colors = light.ExtractBand(0, n: 3);
        using Image black = light.ExtractBand(3);
        using Image product = colors * black;
        using Image scaled = product / max;
        using Image rounded = scaled.Rint();
        return rounded.Cast(image.Format);
    }

    /// <summary>TIFF 6.0, sections 20 and 21.</summary>
    private static Image FromYCbCr(Image image, TiffDirectory tiff)
    {
        double[] luma = tiff.Values(TiffTag.YCbCrCoefficients) is [> 0, > 0, > 0] given ? given : [0.299, 0.587, 0.114];
        double[] range = tiff.Values(TiffTag.ReferenceBlackWhite) is { Length: 6 } reference
            && reference[1] > reference[0] && reference[3] > reference[2] && reference[5] > reference[4] ? reference : [0, 255, 128, 255, 128, 255];
        double y = 255 / (range[1] - range[0]), cb = 127 / (range[3] - range[2]), cr = 127 / (range[5] - range[4]);
        (double red, double blue) = (2 - (2 * luma[0]), 2 - (2 * luma[2]));
        using Image scaled = image.Linear([y, cb, cr], [-range[0] * y, -range[2] * cb, -range[4] * cr]);
        using Image matrix = Image.NewFromArray(new[,]
        {
            { 1, 0, red },
            { 1, -luma[2] * blue / luma[1], -luma[0] * red / luma[1] },
            { 1, blue, 0 },
        });
        using Image rgb = scaled.Recomb(matrix);
        using Image rounded = rgb.Rint();
        using Image cast = rounded.Cast(Enums.BandFormat.Uchar);
        return cast.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>TIFF 6.0, section 23 (L* from 0 to 100, a* and b* signed), and the encoding of ICC profiles.</summary>
    private static Image FromLab(Image image, ColorModel model, TiffDirectory tiff)
    {
        bool isDeep = image.Format == Enums.BandFormat.Ushort, isIcc = model == ColorModel.IccLab;
        int count = isDeep ? 1 << 16 : 1 << 8;
        double unit = isDeep ? 256 : 1, white = isDeep ? (isIcc ? 65280 : 65535) : 255;
        var table = new float[3 * count];
        for (int i = 0; i < count; i++)
        {
            table[3 * i] = (float)(100 * i / white);
            int signed = i < count / 2 ? i : i - count;
            table[(3 * i) + 1] = table[(3 * i) + 2] = (float)(isIcc ? (i / unit) - 128 : signed / unit);
        }
        using Image values = Image.NewFromMemory(table, count, 1, 3, Enums.BandFormat.Float);
        using Image mapped = image.Maplut(values);
        using Image lab = mapped.Copy(interpretation: Enums.Interpretation.Lab);
        // The default is D50, the white point of ICC profiles.
        bool isD65 = tiff.Values(TiffTag.WhitePoint) is [> 0.30 and < 0.32, > 0.32 and < 0.34];
        return isD65
            ? lab.Colourspace(Enums.Interpretation.Srgb)
            : lab.IccExport(pcs: Enums.PCS.Lab, intent: Enums.Intent.Relative, outputProfile: "srgb", depth: 8);
    }
}
