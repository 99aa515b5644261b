using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Decodes a painting into a square, by one path for all formats.</summary>
internal static class SquarePainting
{
    /// <summary>Reads the painting's planes [3, Size, Size] in [-1, 1], in steps of 1/127.5.</summary>
    internal static void Read(string path, PaintingHeader header, PaintingOptions options, Span<float> rgb)
    {
        try
        {
            Read(path, header, options, Enums.FailOn.Warning, rgb);
        }
        catch (VipsException e) when (header.Format == PaintingFormat.Jpeg && !IsDamage(e))
        {
            // Warnings of the JPEG library are harmless, but for those of corrupt data.
            Read(path, header, options, Enums.FailOn.Error, rgb);
        }
    }

    /// <summary>Width and height of a painting as it is shown.</summary>
    internal static (int Width, int Height) Size(string path, PaintingHeader header)
    {
        int? orientation = header.Orientation;
        if (orientation is null && header.Format is PaintingFormat.Jpeg or PaintingFormat.Png or PaintingFormat.Webp)
        {
            using Image image = PaintingDecoder.Open(path, header, 1, Enums.FailOn.Error, out _);
            orientation = Orientation(image, header);
        }
        return orientation is >= 5 and <= 8 ? ((int)header.Height, (int)header.Width) : ((int)header.Width, (int)header.Height);
    }

    private static bool IsDamage(VipsException e)
        => e.Message.Contains("Corrupt JPEG data", StringComparison.Ordinal) || e.Message.Contains("premature end", StringComparison.OrdinalIgnoreCase);

    private static void Read(string path, PaintingHeader header, PaintingOptions options, Enums.FailOn failOn, Span<float> rgb)
    {
        int shrink = Geometry.JpegShrink(header, options);
        using var pipeline = new Pipeline(PaintingDecoder.Open(path, header, shrink, failOn, out IDisposable? file));
        using IDisposable? closed = file;
        int orientation = Orientation(pipeline.Image, header);
        byte[]? profile = header.Profile ?? (header.IgnoresProfile ? null : ColorConversion.EmbeddedProfile(pipeline.Image));
        if (header.Frame is { } frame) pipeline.Apply(image => OnScreen(image, frame));
        double floatMax = FloatRange.Max(path, header, pipeline.Image);
        if (options.Fit == PaintingFit.CenterCrop) pipeline.Apply(Geometry.Crop);

        (ColorModel model, int? alpha) = Meaning(pipeline.Image, header);
        if (model is ColorModel.YCbCr or ColorModel.Lab or ColorModel.IccLab) pipeline.Apply(image => image.Bands > 3 ? image.ExtractBand(0, n: 3) : image);
        pipeline.Apply(image => ColorConversion.ToAverageable(image, model, header.Tiff, floatMax));
        if (model is ColorModel.YCbCr or ColorModel.Lab or ColorModel.IccLab) (model, profile) = (ColorModel.Rgb, null);

        (int Width, int Height) target = Geometry.Target(pipeline.Image.Width, pipeline.Image.Height, options);
        pipeline.Apply(image => Average(image, Geometry.Blocks(image, target), alpha));
        double max = ColorConversion.Max(pipeline.Image);
        pipeline.Apply(image => ToLight(image, model, alpha, profile));
        pipeline.Apply(image => image.Cast(Enums.BandFormat.Float));
        pipeline.Apply(image => Geometry.Resize(image, target));
        pipeline.Apply(image => image.CopyMemory());
        pipeline.Apply(image => Geometry.Turn(image, orientation));
        Fill(pipeline.Image, max, options.Size, rgb);
    }

    private static int Orientation(Image image, PaintingHeader header)
    {
        const string Field = "orientation";
        return header.Orientation ?? (image.Contains(Field) && image.Get(Field) is int value ? value : 1);
    }

    /// <summary>What the first frame of a GIF does not cover is transparent, as browsers show it, and so white.</summary>
    private static Image OnScreen(Image image, (int X, int Y, int Width, int Height) frame)
    {
        int width = Math.Min(frame.Width, image.Width - frame.X), height = Math.Min(frame.Height, image.Height - frame.Y);
        if (width <= 0 || height <= 0 || (width == image.Width && height == image.Height)) return image;
        using Image covered = image.Crop(frame.X, frame.Y, width, height);
        return covered.Embed(frame.X, frame.Y, image.Width, image.Height, extend: Enums.Extend.White);
    }

    private static (ColorModel Model, int? Alpha) Meaning(Image image, PaintingHeader header)
    {
        int bands = image.Bands;
        if (header.Tiff is { } tiff && header.Model is { } model)
        {
            bool isExpanded = tiff.Photometric == TiffDirectory.Palette && bands < 3;
            return (isExpanded ? ColorModel.Grey : model, tiff.Alpha is { } band && band < bands ? band : null);
        }
        if (image.Interpretation == Enums.Interpretation.Cmyk) return (ColorModel.Cmyk, null);
        return bands switch { 1 => (ColorModel.Grey, null), 2 => (ColorModel.Grey, 1), 3 => (ColorModel.Rgb, null), _ => (ColorModel.Rgb, 3) };
    }

    /// <summary>Averages blocks of pixels; transparent ones count for less.</summary>
    private static Image Average(Image image, (int Across, int Down) blocks, int? alpha)
    {
        if (blocks == (1, 1)) return image;
        if (alpha is not { } band) return image.Shrink(blocks.Across, blocks.Down, ceil: true);
        double max = ColorConversion.Max(image);
        using Image opacity = image.ExtractBand(band);
        using Image weighted = image * opacity / max;
        using Image averaged = weighted.Shrink(blocks.Across, blocks.Down, ceil: true);
        using Image averageOpacity = opacity.Shrink(blocks.Across, blocks.Down, ceil: true);
        using Image unweighted = averaged * max / averageOpacity;
        using Image rounded = unweighted.Rint();
        using Image colors = rounded.Cast(image.Format);
        using Image before = band > 0 ? colors.ExtractBand(0, n: band) : colors.ExtractBand(0);
        return before.Bandjoin(averageOpacity);
    }

    private static Image ToLight(Image image, ColorModel model, int? alpha, byte[]? profile)
    {
        int count = model switch { ColorModel.Grey => 1, ColorModel.Cmyk => 4, _ => 3 };
        using Image colors = image.Bands == count ? image.Copy() : image.ExtractBand(0, n: count);
        Image srgb = ColorConversion.ToSrgb(colors, model, profile);
        if (alpha is not { } band) return ReferenceEquals(srgb, colors) ? colors.Copy() : srgb;
        using Image opacity = image.ExtractBand(Math.Min(band, image.Bands - 1));
        Image result = ColorConversion.OverWhite(srgb, opacity);
        if (!ReferenceEquals(srgb, colors)) srgb.Dispose();
        return result;
    }

    private static void Fill(Image image, double max, int size, Span<float> rgb)
    {
        int plane = size * size, bands = image.Bands, left = (size - image.Width) / 2, top = (size - image.Height) / 2;
        ReadOnlySpan<float> pixels = image.WriteToMemory<float>();
        float scale = (float)(byte.MaxValue / max);
        if (image.Width < size || image.Height < size) rgb.Fill(1);
        for (int c = 0; c < 3; c++)
        {
            int band = bands == 1 ? 0 : c;
            for (int y = 0; y < image.Height; y++)
            {
                ReadOnlySpan<float> row = pixels.Slice(y * image.Width * bands, image.Width * bands);
                Span<float> result = rgb.Slice((c * plane) + ((top + y) * size) + left, image.Width);
                for (int x = 0; x < result.Length; x++)
                    result[x] = (MathF.Round(Math.Clamp(row[(x * bands) + band] * scale, 0, byte.MaxValue)) / 127.5f) - 1;
            }
        }
    }
}
