using System.Runtime.InteropServices;
using NetVips;
using SixLabors.ImageSharp.PixelFormats;
using Image = NetVips.Image;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Decodes a painting and makes it square, in the same way for all formats.</summary>
internal static class SquarePainting
{
    // Warnings of the JPEG library that do not affect the pixels.
    private static readonly string[] s_harmlessWarnings =
        ["unknown JFIF revision", "Unknown Adobe color transform", "Inconsistent progression sequence", "Invalid SOS parameters"];

    /// <summary>Reads the painting's planes [3, Size, Size] in [-1, 1], in steps of 1/127.5.</summary>
    internal static void Read(string path, PaintingHeader header, PaintingOptions options, Span<float> rgb, CancellationToken cancellation)
    {
        try
        {
            Read(path, header, options, Enums.FailOn.Warning, rgb, cancellation);
        }
        catch (VipsException e) when (header.Format == PaintingFormat.Jpeg && IsHarmless(e.Message))
        {
            Read(path, header, options, Enums.FailOn.Error, rgb, cancellation);
        }
    }

    /// <summary>Width and height of a painting as it is displayed.</summary>
    internal static (int Width, int Height) Size(string path, PaintingHeader header)
    {
        int? orientation = header.Orientation;
        if (orientation is null && header.Format is PaintingFormat.Jpeg or PaintingFormat.Png or PaintingFormat.Webp)
        {
            using Image image = PaintingDecoder.Open(path, header, 1, Enums.FailOn.Error, CancellationToken.None, out IDisposable? file);
            using IDisposable? closed = file;
            orientation = Orientation(image, header);
        }
        return orientation is >= 5 and <= 8 ? ((int)header.Height, (int)header.Width) : ((int)header.Width, (int)header.Height);
    }

    // libvips has one error buffer for all threads: the message may include those of other paintings, or lack that of this painting. Only with a
    // warning that is known to be harmless is a painting read again, so a lost message leads to a refusal and not to a damaged picture.
    private static bool IsHarmless(string message)
        => s_harmlessWarnings.Any(warning => message.Contains(warning, StringComparison.OrdinalIgnoreCase))
            && !message.Contains("Corrupt JPEG data", StringComparison.Ordinal) && !message.Contains("premature end", StringComparison.OrdinalIgnoreCase);

    private static void Read(string path, PaintingHeader header, PaintingOptions options, Enums.FailOn failOn, Span<float> rgb, CancellationToken cancellation)
    {
        int shrink = Geometry.JpegShrink(header, options);
        using var pipeline = new Pipeline(PaintingDecoder.Open(path, header, shrink, failOn, cancellation, out IDisposable? file));
        using IDisposable? closed = file;
        // Then the next rows of the decoder are refused. (NetVips's SetProgress asks the token only after each tile of the result, and small results are one tile.)
        using CancellationTokenRegistration stop = pipeline.Stops(cancellation);
        int orientation = Orientation(pipeline.Image, header);
        byte[]? profile = header.Profile ?? (header.IgnoresProfile ? null : ColorConversion.EmbeddedProfile(pipeline.Image));
        if (header.Frame is { } frame) pipeline.Apply(image => PlaceOnScreen(image, frame));
        double floatMax = FloatRange.Max(path, header, pipeline.Image, cancellation);
        (ColorModel model, int? alpha) = Meaning(pipeline.Image, header);
        int colors = model switch { ColorModel.Grey => 1, ColorModel.Cmyk => 4, _ => 3 };
        bool isTransparent = alpha is not null;
        pipeline.Apply(image => Select(image, colors, alpha));
        pipeline.Apply(image => ColorConversion.ToAverageable(image, model, header.Tiff, floatMax));
        if (model is ColorModel.YCbCr or ColorModel.Lab or ColorModel.IccLab) (model, profile) = (ColorModel.Rgb, null);
        pipeline.Apply(image => Average(image, Geometry.Blocks(image.Width, image.Height, options), isTransparent));
        bool isColored = model == ColorModel.Grey && header.Profile is not null;
        // The following operations read their input more than once, which a sequential decoder does not allow.
        if (isTransparent || isColored || model == ColorModel.Cmyk) pipeline.Apply(image => image.CopyMemory());
        if (isColored)
        {
            model = ColorModel.Rgb;
            pipeline.Apply(ColorConversion.GreyToRgb);
        }
        pipeline.Apply(image => ToOpaqueSrgb(image, model, isTransparent, profile));
        Resample(pipeline.Image, orientation, options, rgb);
    }

    private static void Resample(Image image, int orientation, PaintingOptions options, Span<float> rgb)
    {
        (int width, int height) = (image.Width, image.Height);
        switch (image.Format, image.Bands)
        {
            case (Enums.BandFormat.Ushort, 1):
                Geometry.ToSquare(MemoryMarshal.Cast<ushort, L16>(image.WriteToMemory<ushort>()), width, height, orientation, options, rgb);
                break;
            case (Enums.BandFormat.Ushort, _):
                Geometry.ToSquare(MemoryMarshal.Cast<ushort, Rgb48>(image.WriteToMemory<ushort>()), width, height, orientation, options, rgb);
                break;
            case (_, 1):
                Geometry.ToSquare(MemoryMarshal.Cast<byte, L8>(image.WriteToMemory<byte>()), width, height, orientation, options, rgb);
                break;
            default:
                Geometry.ToSquare(MemoryMarshal.Cast<byte, Rgb24>(image.WriteToMemory<byte>()), width, height, orientation, options, rgb);
                break;
        }
    }

    private static int Orientation(Image image, PaintingHeader header)
    {
        const string Field = "orientation";
        return header.Orientation ?? (image.Contains(Field) && image.Get(Field) is int value ? value : 1);
    }

    /// <summary>Places the first frame of a GIF on its screen. The rest is transparent, as in browsers, and so white.</summary>
    private static Image PlaceOnScreen(Image image, (int X, int Y, int Width, int Height) frame)
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

    /// <summary>Keeps the colour samples and the alpha sample, in this order.</summary>
    private static Image Select(Image image, int colors, int? alpha)
    {
        int count = alpha is null ? colors : colors + 1;
        if (image.Bands == count) return image;
        if (alpha is null or 0) return image.ExtractBand(0, n: colors);
        if (alpha == colors) return image.ExtractBand(0, n: count);
        // In one operation, because a sequential decoder can be read only once.
        var matrix = new double[count, image.Bands];
        for (int i = 0; i < colors; i++) matrix[i, i] = 1;
        matrix[colors, alpha.Value] = 1;
        using Image selection = Image.NewFromArray(matrix);
        using Image selected = image.Recomb(selection);
        return selected.Cast(image.Format);
    }

    /// <summary>Averages blocks of pixels, weighted by their alpha.</summary>
    private static Image Average(Image image, (int Across, int Down) blocks, bool isTransparent)
    {
        if (blocks == (1, 1)) return image;
        if (!isTransparent) return image.Shrink(blocks.Across, blocks.Down, ceil: true);
        double max = ColorConversion.Max(image);
        using Image weighted = image.Premultiply(max);
        using Image averaged = weighted.Shrink(blocks.Across, blocks.Down, ceil: true);
        using Image unweighted = averaged.Unpremultiply(max);
        using Image rounded = unweighted.Rint();
        using Image cast = rounded.Cast(image.Format);
        return cast.Copy(interpretation: image.Interpretation);
    }

    private static Image ToOpaqueSrgb(Image image, ColorModel model, bool isTransparent, byte[]? profile)
    {
        if (!isTransparent) return ColorConversion.ToSrgb(image, model, profile);
        using var colors = new Pipeline(image.ExtractBand(0, n: image.Bands - 1));
        colors.Apply(color => ColorConversion.ToSrgb(color, model, profile));
        using Image alpha = image.ExtractBand(image.Bands - 1);
        return ColorConversion.OverWhite(colors.Image, alpha);
    }
}

/// <summary>An image that each step replaces; the image before the step is disposed of, except the first one.</summary>
internal sealed class Pipeline(Image image) : IDisposable
{
    private readonly Image _first = image; // can be killed as long as rows are read

    internal Image Image { get; private set; } = image;

    internal void Apply(Func<Image, Image> step)
    {
        Image before = Image;
        Image = step(before);
        if (!ReferenceEquals(before, Image) && !ReferenceEquals(before, _first)) before.Dispose();
    }

    /// <summary>Makes reading fail when the token is cancelled. Dispose of the result before the pipeline.</summary>
    internal CancellationTokenRegistration Stops(CancellationToken cancellation) => cancellation.Register(() => _first.SetKill(true));

    public void Dispose()
    {
        Image.Dispose();
        _first.Dispose();
    }
}
