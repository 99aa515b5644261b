using System.Numerics;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Separable resampling in float: along the rows first, then along the columns, rounded once at the end.</summary>
internal static class Resampling
{
    internal static void Resize<TPixel>(Image<TPixel> image, ResizeOptions options)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        (Size size, Rectangle placed) = Place(image.Width, image.Height, options);
        if (size.Width == image.Width && size.Height == image.Height && placed == new Rectangle(0, 0, size.Width, size.Height)) return;
        var target = new TPixel[checked(size.Width * size.Height)];
        if (options.Mode == ResizeMode.Pad)
        {
            TPixel pad = default;
            pad.FromScaledVector4(options.PadColor.ToVector4());
            target.AsSpan().Fill(pad);
        }
        Resample(image, target, size, placed, options);
        image.Replace(size.Width, size.Height, target);
    }

    /// <summary>The size of the result, and where in it the whole source comes to lie (partly outside when it is cropped).</summary>
    private static (Size Size, Rectangle Placed) Place(int sourceWidth, int sourceHeight, ResizeOptions options)
    {
        (int width, int height) = (options.Size.Width, options.Size.Height);
        if (width < 0 || height < 0 || (width == 0 && height == 0))
            throw new ArgumentException($"Target width {width} and height {height} must be greater than zero.", nameof(options));
        // A side of 0 follows from the other one.
        if (width == 0) width = Math.Max(1, (int)MathF.Round(sourceWidth * height / (float)sourceHeight));
        if (height == 0) height = Math.Max(1, (int)MathF.Round(sourceHeight * width / (float)sourceWidth));
        float acrossRatio = width / (float)sourceWidth, downRatio = height / (float)sourceHeight;
        switch (options.Mode)
        {
            case ResizeMode.Stretch:
                return (new Size(width, height), new Rectangle(0, 0, width, height));
            case ResizeMode.Max:
                (width, height) = downRatio < acrossRatio
                    ? (Math.Max(1, (int)MathF.Round(sourceWidth * downRatio)), height)
                    : (width, Math.Max(1, (int)MathF.Round(sourceHeight * acrossRatio)));
                return (new Size(width, height), new Rectangle(0, 0, width, height));
            case ResizeMode.Pad when downRatio < acrossRatio:
                return (new Size(width, height), new Rectangle((int)MathF.Round((width - (sourceWidth * downRatio)) / 2), 0,
                    Math.Max(1, (int)MathF.Round(sourceWidth * downRatio)), height));
            case ResizeMode.Pad:
                return (new Size(width, height), new Rectangle(0, (int)MathF.Round((height - (sourceHeight * acrossRatio)) / 2),
                    width, Math.Max(1, (int)MathF.Round(sourceHeight * acrossRatio))));
            case ResizeMode.Crop when downRatio < acrossRatio:
                return (new Size(width, height), new Rectangle(0, (int)MathF.Round((height - (sourceHeight * acrossRatio)) / 2),
                    width, CeilingOf(sourceHeight * acrossRatio)));
            case ResizeMode.Crop:
                return (new Size(width, height), new Rectangle((int)MathF.Round((width - (sourceWidth * downRatio)) / 2), 0,
                    CeilingOf(sourceWidth * downRatio), height));
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Mode, "Unknown resize mode.");
        }
    }

    /// <summary>256.00001, which is 256 with a rounding error, is 256.</summary>
    private static int CeilingOf(float length) => (int)MathF.Ceiling(length - 1e-3f);

    private static void Resample<TPixel>(Image<TPixel> image, TPixel[] target, Size size, Rectangle placed, ResizeOptions options)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var across = new ResamplingKernels(image.Width, placed.Width, options.Sampler);
        var down = new ResamplingKernels(image.Height, placed.Height, options.Sampler);
        int left = Math.Max(0, placed.X), right = Math.Min(size.Width, placed.X + placed.Width), columns = right - left;
        int top = Math.Max(0, placed.Y), bottom = Math.Min(size.Height, placed.Y + placed.Height);

        // Source rows that are already resampled along x, as a window that moves down.
        int window = 0;
        for (int y = top; y < bottom; y++) window = Math.Max(window, down.Weights(y - placed.Y).Length);
        var rows = new Vector4[window * columns];
        var wide = new Vector4[image.Width];
        var sum = new Vector4[columns];
        int ready = down.Start(top - placed.Y);
        for (int y = top; y < bottom; y++)
        {
            int start = down.Start(y - placed.Y);
            ReadOnlySpan<float> weights = down.Weights(y - placed.Y);
            for (ready = Math.Max(ready, start); ready < start + weights.Length; ready++)
            {
                Widen(image.Pixels.AsSpan(ready * image.Width, image.Width), wide);
                ResampleRow(wide, across, left - placed.X, rows.AsSpan(ready % window * columns, columns));
            }
            Array.Clear(sum);
            for (int k = 0; k < weights.Length; k++)
            {
                ReadOnlySpan<Vector4> row = rows.AsSpan((start + k) % window * columns, columns);
                for (int x = 0; x < sum.Length; x++) sum[x] += row[x] * weights[k];
            }
            Narrow(sum, target.AsSpan((y * size.Width) + left, columns));
        }
    }

    private static void ResampleRow(ReadOnlySpan<Vector4> source, ResamplingKernels kernels, int firstTarget, Span<Vector4> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            ReadOnlySpan<float> weights = kernels.Weights(firstTarget + x);
            ReadOnlySpan<Vector4> from = source.Slice(kernels.Start(firstTarget + x), weights.Length);
            Vector4 sum = default;
            for (int k = 0; k < weights.Length; k++) sum += from[k] * weights[k];
            target[x] = sum;
        }
    }

    /// <summary>To floats, colours multiplied by alpha so that what is transparent does not bleed.</summary>
    private static void Widen<TPixel>(ReadOnlySpan<TPixel> pixels, Span<Vector4> wide)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        for (int x = 0; x < wide.Length; x++)
        {
            var value = pixels[x].ToScaledVector4();
            float alpha = value.W;
            value *= alpha;
            value.W = alpha;
            wide[x] = value;
        }
    }

    private static void Narrow<TPixel>(ReadOnlySpan<Vector4> wide, Span<TPixel> pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        for (int x = 0; x < pixels.Length; x++)
        {
            Vector4 value = wide[x];
            float alpha = value.W;
            if (alpha > 0) value /= alpha;
            value.W = alpha;
            pixels[x].FromScaledVector4(value);
        }
    }
}
