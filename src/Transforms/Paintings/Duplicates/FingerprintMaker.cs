namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>Makes a <see cref="PaintingFingerprint"/> from pixels.</summary>
internal static class FingerprintMaker
{
    private const int Side = 32, Low = 8;
    private const double Epsilon = 1e-3; // on a scale of 255: rounding differences in a picture of one tone

    private static readonly double[] s_cosines = Cosines();

    public static PaintingFingerprint Make(ReadOnlySpan<float> rgb, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        int count = checked(width * height);
        if (rgb.Length != 3L * count)
            throw new ArgumentException($"The painting has {rgb.Length} values; {width} x {height} pixels have 3 x {count}.", nameof(rgb));
        // Averaging is linear, so the planes are reduced before they are converted to grey and colour, which is faster.
        Span<double> small = new double[3 * Side * Side];
        (int[] columns, double[] left) = Cells(width);
        (int[] rows, double[] top) = Cells(height);
        for (int plane = 0; plane < 3; plane++)
            Shrink(rgb.Slice(plane * count, count), width, columns, left, rows, top, small.Slice(plane * Side * Side, Side * Side));

        Span<double> grey = new double[Side * Side], cb = new double[4], cr = new double[4], light = new double[4];
        for (int i = 0; i < grey.Length; i++)
        {
            double red = 127.5 * small[i], green = 127.5 * small[grey.Length + i], blue = 127.5 * small[2 * grey.Length + i];
            grey[i] = 0.299 * red + 0.587 * green + 0.114 * blue; // from -127.5 to 127.5
            int quarter = (i / Side / (Side / 2) * 2) + (i % Side / (Side / 2));
            light[quarter] += (grey[i] + 127.5) * 4 / grey.Length;
            cb[quarter] += 0.564 * (blue - grey[i]) * 4 / grey.Length;
            cr[quarter] += 0.713 * (red - grey[i]) * 4 / grey.Length;
        }
        Span<byte> tones = stackalloc byte[PaintingFingerprint.TonesSide * PaintingFingerprint.TonesSide];
        Tones(grey, tones);
        Span<sbyte> colors = stackalloc sbyte[8];
        Color(cb, cr, light, colors);
        return new PaintingFingerprint(Structure(grey), colors, tones);
    }

    private static ulong Structure(ReadOnlySpan<double> grey)
    {
        Span<double> half = stackalloc double[Side * Low], low = stackalloc double[Low * Low], sorted = stackalloc double[Low * Low];
        for (int y = 0; y < Side; y++)
        {
            for (int u = 0; u < Low; u++)
            {
                double sum = 0;
                for (int x = 0; x < Side; x++) sum += grey[y * Side + x] * s_cosines[u * Side + x];
                half[y * Low + u] = sum;
            }
        }
        for (int v = 0; v < Low; v++)
        {
            for (int u = 0; u < Low; u++)
            {
                double sum = 0;
                for (int y = 0; y < Side; y++) sum += half[y * Low + u] * s_cosines[v * Side + y];
                low[v * Low + u] = sum;
            }
        }
        low.CopyTo(sorted);
        sorted.Sort();
        double median = (sorted[31] + sorted[32]) / 2;
        ulong bits = 0;
        for (int i = 0; i < 64; i++)
        {
            if (low[i] > median + Epsilon) bits |= 1ul << i;
        }
        return bits;
    }

    private static void Tones(ReadOnlySpan<double> grey, Span<byte> tones)
    {
        const int Cell = Side / PaintingFingerprint.TonesSide;
        Span<double> means = stackalloc double[tones.Length];
        for (int i = 0; i < grey.Length; i++) means[i / Side / Cell * PaintingFingerprint.TonesSide + i % Side / Cell] += grey[i] / (Cell * Cell);
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double mean in means) (min, max) = (Math.Min(min, mean), Math.Max(max, mean));
        double range = max - min;
        for (int i = 0; i < means.Length; i++) tones[i] = range > Epsilon ? (byte)Math.Min(15, 16 * (means[i] - min) / range) : (byte)0;
    }

    /// <summary>In percent of the lightness, which brightening changes by the same factor. A min lightness of a quarter of white keeps black neutral.</summary>
    private static void Color(ReadOnlySpan<double> cb, ReadOnlySpan<double> cr, ReadOnlySpan<double> light, Span<sbyte> colors)
    {
        const double MinLight = 64;
        for (int i = 0; i < 8; i++)
        {
            double value = 100 * (i < 4 ? cb[i] : cr[i - 4]) / Math.Max(MinLight, light[i % 4]);
            colors[i] = (sbyte)Math.Clamp(Math.Round(value), sbyte.MinValue, sbyte.MaxValue);
        }
    }

    /// <summary>The first pixel of each cell, and the weights of its pixels; the number of weights is the same for all cells.</summary>
    private static (int[] Starts, double[] Weights) Cells(int length)
    {
        int count = (int)Math.Ceiling((double)length / Side) + 1;
        var starts = new int[Side];
        var weights = new double[Side * count];
        for (int cell = 0; cell < Side; cell++)
        {
            double from = (double)cell * length / Side, to = (double)(cell + 1) * length / Side;
            starts[cell] = Math.Min((int)from, length - 1);
            for (int i = 0; i < count; i++)
            {
                double pixel = starts[cell] + i;
                weights[cell * count + i] = Math.Max(0, Math.Min(to, pixel + 1) - Math.Max(from, pixel)) / (to - from);
            }
        }
        return (starts, weights);
    }

    private static void Shrink(
        ReadOnlySpan<float> plane, int width, int[] columns, double[] across, int[] rows, double[] down, Span<double> small)
    {
        int wide = across.Length / Side, high = down.Length / Side;
        Span<float> line = new float[width];
        for (int y = 0; y < Side; y++)
        {
            line.Clear();
            for (int i = 0; i < high; i++)
            {
                double weight = down[y * high + i];
                if (weight == 0) continue;
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(plane.Slice((rows[y] + i) * width, width), (float)weight, line, line);
            }
            for (int x = 0; x < Side; x++)
            {
                double sum = 0;
                for (int i = 0; i < wide && columns[x] + i < width; i++) sum += across[x * wide + i] * line[columns[x] + i];
                small[y * Side + x] = sum;
            }
        }
    }

    private static double[] Cosines()
    {
        var cosines = new double[Low * Side];
        for (int u = 0; u < Low; u++)
        {
            for (int x = 0; x < Side; x++) cosines[u * Side + x] = Math.Sqrt(2.0 / Side) * Math.Cos((2 * x + 1) * (u + 1) * Math.PI / (2 * Side));
        }
        return cosines;
    }
}
