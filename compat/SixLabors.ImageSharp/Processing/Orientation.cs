using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing;

/// <summary>The eight EXIF orientations.</summary>
internal static class Orientation
{
    /// <summary>Turns the pixels upright and the tag back to 1.</summary>
    internal static void Apply<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int orientation = image.Metadata.Orientation;
        if (orientation == 1) return;
        // Which way the stored picture lies: mirrored rows, mirrored columns, rows and columns swapped.
        bool mirrorX = orientation is 2 or 3 or 7 or 8, mirrorY = orientation is 3 or 4 or 6 or 7, swap = orientation >= 5;
        int width = image.Width, height = image.Height;
        TPixel[] source = image.Pixels;
        var target = new TPixel[source.Length];
        (int targetWidth, int targetHeight) = swap ? (height, width) : (width, height);
        for (int y = 0; y < targetHeight; y++)
        {
            Span<TPixel> row = target.AsSpan(y * targetWidth, targetWidth);
            (int at, int step) = Start(y);
            for (int x = 0; x < row.Length; x++, at += step) row[x] = source[at];
        }
        image.Replace(targetWidth, targetHeight, target);
        image.Metadata.Orientation = 1;

        (int At, int Step) Start(int y)
        {
            if (!swap)
            {
                int row = (mirrorY ? height - 1 - y : y) * width;
                return mirrorX ? (row + width - 1, -1) : (row, 1);
            }
            int column = mirrorX ? width - 1 - y : y;
            return mirrorY ? (((height - 1) * width) + column, -width) : (column, width);
        }
    }
}
