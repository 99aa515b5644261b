using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Sizes of a painting on its way to a square.</summary>
internal static class Geometry
{
    // Pixels are averaged in blocks first where four of them at least remain for each of the result; a cubic kernel does the rest.
    private const int Remaining = 4;

    /// <summary>The largest square from the middle, for <see cref="PaintingFit.CenterCrop"/>.</summary>
    internal static Image Crop(Image image)
    {
        int side = Math.Min(image.Width, image.Height);
        return side == Math.Max(image.Width, image.Height) ? image : image.Crop((image.Width - side) / 2, (image.Height - side) / 2, side, side);
    }

    /// <summary>The size that a picture gets before it is turned.</summary>
    internal static (int Width, int Height) Target(long width, long height, PaintingOptions options)
    {
        if (options.Fit != PaintingFit.Pad) return (options.Size, options.Size);
        double scale = (double)options.Size / Math.Max(width, height);
        return (Side(width), Side(height));

        int Side(long length) => Math.Clamp((int)Math.Round(length * scale), 1, options.Size);
    }

    /// <summary>How much smaller a JPEG may be decoded.</summary>
    internal static int JpegShrink(PaintingHeader header, PaintingOptions options)
    {
        bool isCropped = options.Fit == PaintingFit.CenterCrop;
        long side = Math.Min(header.Width, header.Height);
        (int width, int height) = Target(header.Width, header.Height, options);
        double ratio = Math.Min((double)(isCropped ? side : header.Width) / width, (double)(isCropped ? side : header.Height) / height) / Remaining;
        return ratio switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }

    /// <summary>Blocks that are averaged before colours are converted.</summary>
    internal static (int Across, int Down) Blocks(Image image, (int Width, int Height) target)
        => (Math.Max(1, image.Width / (target.Width * Remaining)), Math.Max(1, image.Height / (target.Height * Remaining)));

    /// <summary>Resamples to a size with a cubic kernel, which is widened where the picture becomes smaller.</summary>
    internal static Image Resize(Image image, (int Width, int Height) target)
    {
        if ((image.Width, image.Height) == target) return image;
        return image.Resize((double)target.Width / image.Width, Enums.Kernel.Cubic, gap: 0, vscale: (double)target.Height / image.Height);
    }

    /// <summary>Turns a picture by its EXIF orientation.</summary>
    internal static Image Turn(Image image, int orientation)
    {
        switch (orientation)
        {
            case 2:
                return image.FlipHor();
            case 3:
                return image.Rot180();
            case 4:
                return image.FlipVer();
            case 5:
                using (Image turned = image.Rot90()) return turned.FlipHor();
            case 6:
                return image.Rot90();
            case 7:
                using (Image turned = image.Rot90()) return turned.FlipVer();
            case 8:
                return image.Rot270();
            default:
                return image;
        }
    }
}
