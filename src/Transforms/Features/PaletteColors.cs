using System.Numerics;

namespace Pix2Pitch.Features;

/// <summary>
/// The colours that a palette is found for, coordinate by coordinate so that vectors hold several of them, and the centre that each is nearest to.
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

    /// <summary>Lowers each colour's squared distance to that of a centre where it is less.</summary>
    public void BringNearer(LabColor center, Span<double> distances)
    {
        int i = 0;
        Vector<double> l = new(center.L), a = new(center.A), b = new(center.B);
        for (; i <= Count - Vector<double>.Count; i += Vector<double>.Count)
            Vector.Min(new Vector<double>(distances[i..]), Distance(i, l, a, b)).CopyTo(distances[i..]);
        for (; i < Count; i++) distances[i] = Math.Min(distances[i], this[i].SquaredDistanceTo(center));
    }

    /// <summary>Finds the nearest centre of each colour, the first of those that are as near. Gives whether any has changed.</summary>
    public bool Assign(List<LabColor> centers)
    {
        bool changed = false;
        int i = 0;
        for (; i <= Count - Vector<double>.Count; i += Vector<double>.Count)
        {
            var lowest = new Vector<double>(double.PositiveInfinity);
            Vector<long> best = Vector<long>.Zero;
            for (int center = 0; center < centers.Count; center++)
            {
                Vector<double> distance = Distance(i, new(centers[center].L), new(centers[center].A), new(centers[center].B));
                Vector<long> nearer = Vector.LessThan(distance, lowest);
                best = Vector.ConditionalSelect(nearer, new Vector<long>(center), best);
                lowest = Vector.ConditionalSelect(nearer, distance, lowest);
            }
            changed |= !Vector.EqualsAll(best, new Vector<long>(_nearest, i));
            best.CopyTo(_nearest, i);
        }
        for (; i < Count; i++)
        {
            long best = 0;
            double lowest = double.PositiveInfinity;
            for (int center = 0; center < centers.Count; center++)
            {
                double distance = this[i].SquaredDistanceTo(centers[center]);
                if (distance < lowest) (best, lowest) = (center, distance);
            }
            changed |= _nearest[i] != best;
            _nearest[i] = best;
        }
        return changed;
    }

    /// <summary>Moves each centre to the mean of the colours that are nearest to it.</summary>
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

    /// <summary>The share of the colours that are nearest to each centre.</summary>
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
