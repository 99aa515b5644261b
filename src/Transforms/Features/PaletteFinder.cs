using System.Numerics;

namespace Pix2Pitch.Features;

/// <summary>
/// Finds the main colours of a painting: k-means (S. Lloyd, "Least squares quantization in PCM", 1982) in CIELAB, initialized by k-means++
/// (D. Arthur and S. Vassilvitskii, 2007).
/// </summary>
internal static class PaletteFinder
{
    private const int MaxPixels = 1 << 14; // a painting with more pixels is sampled evenly
    private const int MaxRounds = 50;

    public static IReadOnlyList<PaletteColor> Find(ReadOnlySpan<LabColor> pixels, int count, int seed)
    {
        PaletteColors colors = new(Selection(pixels));
        List<LabColor> centers = Initialize(colors, count, unchecked((ulong)seed));
        for (int round = 0; round < MaxRounds; round++)
        {
            bool changed = colors.Assign(centers);
            if (round > 0 && !changed) break;
            colors.MoveToMeans(centers);
        }
        colors.Assign(centers);
        return [.. centers.Zip(colors.Shares(centers.Count), (center, weight) => new PaletteColor(center, weight)).Where(color => color.Weight > 0)
            .OrderByDescending(color => color.Weight).ThenBy(color => color.Color.L)];
    }

    // Samples evenly with steps of the golden ratio, which does not depend on the length of the rows.
    private static LabColor[] Selection(ReadOnlySpan<LabColor> pixels)
    {
        if (pixels.Length <= MaxPixels) return pixels.ToArray();
        var selection = new LabColor[MaxPixels];
        for (int i = 0; i < MaxPixels; i++)
        {
            double turn = i * 0.6180339887498949;
            selection[i] = pixels[Math.Min(pixels.Length - 1, (int)((turn - Math.Floor(turn)) * pixels.Length))];
        }
        return selection;
    }

    private static List<LabColor> Initialize(PaletteColors colors, int count, ulong random)
    {
        List<LabColor> centers = [colors[(int)(Share(ref random) * colors.Count)]];
        var distances = new double[colors.Count];
        Array.Fill(distances, double.PositiveInfinity);
        while (centers.Count < count)
        {
            colors.UpdateDistances(centers[^1], distances);
            double sum = 0;
            foreach (double distance in distances) sum += distance;
            if (sum == 0) break; // each colour is already a centre
            double left = Share(ref random) * sum;
            int chosen = Array.FindIndex(distances, distance => distance > 0 && (left -= distance) < 0);
            centers.Add(colors[chosen >= 0 ? chosen : Array.FindLastIndex(distances, distance => distance > 0)]);
        }
        return centers;
    }

    // A random number from 0 to less than 1.
    private static double Share(ref ulong random) => (SplitMix64.Next(ref random) >> 11) * (1.0 / (1UL << 53));
}

/// <summary>
/// The colours of a painting, stored by coordinate for vectorization, and the index of the nearest centre of each.
/// </summary>
internal sealed class PaletteColors
{
    private readonly double[] _l, _a, _b;
    private readonly long[] _nearest;

    public PaletteColors(LabColor[] colors)
    {
        Count = colors.Length;
        (_l, _a, _b) = (new double[Count], new double[Count], new double[Count]);
        for (int i = 0; i < Count; i++) (_l[i], _a[i], _b[i]) = colors[i];
        _nearest = new long[Count];
    }

    public int Count { get; }

    public LabColor this[int index] => new(_l[index], _a[index], _b[index]);

    /// <summary>Updates the squared distance of each colour to its nearest centre for a new centre.</summary>
    public void UpdateDistances(LabColor center, Span<double> distances)
    {
        int i = 0;
        Vector<double> l = new(center.L), a = new(center.A), b = new(center.B);
        for (; i <= Count - Vector<double>.Count; i += Vector<double>.Count)
            Vector.Min(new Vector<double>(distances[i..]), Distance(i, l, a, b)).CopyTo(distances[i..]);
        for (; i < Count; i++) distances[i] = Math.Min(distances[i], this[i].SquaredDistanceTo(center));
    }

    /// <summary>Finds the nearest centre of each colour; the first one if several are equally near. Returns whether any has changed.</summary>
    public bool Assign(List<LabColor> centers)
    {
        bool changed = false;
        int i = 0;
        for (; i <= Count - Vector<double>.Count; i += Vector<double>.Count)
        {
            var min = new Vector<double>(double.PositiveInfinity);
            Vector<long> best = Vector<long>.Zero;
            for (int center = 0; center < centers.Count; center++)
            {
                Vector<double> distance = Distance(i, new(centers[center].L), new(centers[center].A), new(centers[center].B));
                Vector<long> nearer = Vector.LessThan(distance, min);
                best = Vector.ConditionalSelect(nearer, new Vector<long>(center), best);
                min = Vector.ConditionalSelect(nearer, distance, min);
            }
            changed |= !Vector.EqualsAll(best, new Vector<long>(_nearest, i));
            best.CopyTo(_nearest, i);
        }
        for (; i < Count; i++)
        {
            long best = 0;
            double min = double.PositiveInfinity;
            for (int center = 0; center < centers.Count; center++)
            {
                double distance = this[i].SquaredDistanceTo(centers[center]);
                if (distance < min) (best, min) = (center, distance);
            }
            changed |= _nearest[i] != best;
            _nearest[i] = best;
        }
        return changed;
    }

    /// <summary>Moves each centre to the mean of its colours.</summary>
    public void MoveToMeans(List<LabColor> centers)
    {
        Span<(double L, double A, double B, int Count)> sums = stackalloc (double, double, double, int)[centers.Count];
        sums.Clear();
        for (int i = 0; i < Count; i++)
        {
            ref (double L, double A, double B, int Count) sum = ref sums[(int)_nearest[i]];
            sum.L += _l[i];
            sum.A += _a[i];
            sum.B += _b[i];
            sum.Count++;
        }
        for (int center = 0; center < sums.Length; center++)
        {
            (double l, double a, double b, int count) = sums[center];
            if (count > 0) centers[center] = new LabColor(l / count, a / count, b / count);
        }
    }

    /// <summary>The share of the colours of each centre.</summary>
    public double[] Shares(int centers)
    {
        var shares = new double[centers];
        foreach (long center in _nearest) shares[center] += 1.0 / Count;
        return shares;
    }

    private Vector<double> Distance(int index, Vector<double> centerL, Vector<double> centerA, Vector<double> centerB)
    {
        Vector<double> l = new Vector<double>(_l, index) - centerL, a = new Vector<double>(_a, index) - centerA, b = new Vector<double>(_b, index) - centerB;
        return l * l + a * a + b * b;
    }
}
