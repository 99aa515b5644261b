using Pix2Pitch.Paintings;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Pages.Collections;

/// <summary>A painting as pages show it.</summary>
internal static class ShownPicture
{
    /// <summary>The painting in its proportions, as it is displayed: colour profile and orientation applied. It is not enlarged.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="maxSide">The longer side in pixels, at most.</param>
    /// <exception cref="Pix2PitchException">It cannot be read.</exception>
    public static Image<Rgb24> Read(string path, int maxSide)
    {
        (int width, int height) = PaintingReader.ReadSize(path);
        int side = Math.Clamp(Math.Max(width, height), PaintingOptions.MinSize, maxSide);
        float[] planes = PaintingReader.Read(path, new PaintingOptions { Size = side, Fit = PaintingFit.Squash });
        int plane = side * side;
        var pixels = new Rgb24[plane];
        for (int i = 0; i < plane; i++) pixels[i] = new Rgb24(Byte(planes[i]), Byte(planes[plane + i]), Byte(planes[2 * plane + i]));
        Image<Rgb24> image = Image.LoadPixelData(pixels, side, side);
        Size size = Fit(new Size(width, height), side);
        if (size != image.Size()) image.Mutate(context => context.Resize(size));
        return image;

        static byte Byte(float value) => (byte)Math.Clamp((value + 1) * 127.5f + 0.5f, 0, 255);
    }

    /// <summary>The size in which the longer side is at most <paramref name="side"/>.</summary>
    public static Size Fit(Size size, int side)
    {
        double scale = Math.Min(1, (double)side / Math.Max(size.Width, size.Height));
        return new Size(Math.Max(1, (int)Math.Round(size.Width * scale)), Math.Max(1, (int)Math.Round(size.Height * scale)));
    }

    /// <summary>The pixels as [3, height, width] in [-1, 1].</summary>
    public static float[] Planes(Image<Rgb24> image)
    {
        int width = image.Width, plane = width * image.Height;
        var planes = new float[3 * plane];
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                Span<Rgb24> row = rows.GetRowSpan(y);
                for (int x = 0; x < row.Length; x++)
                {
                    int i = y * width + x;
                    (planes[i], planes[plane + i], planes[2 * plane + i]) = (row[x].R / 127.5f - 1, row[x].G / 127.5f - 1, row[x].B / 127.5f - 1);
                }
            }
        });
        return planes;
    }
}
