namespace Pix2Pitch.Paintings.Features;

/// <summary>
/// Finds the main colours of a painting: k-means (S. Lloyd, "Least squares quantization in PCM", 1982) in CIELAB, begun with k-means++ (D.
/// Arthur and S. Vassilvitskii, 2007).
/// </summary>
internal static class PaletteFinder
{
    private const int MostPixels = 1 << 14; // of more, an even selection is looked at
    private const int MostRounds = 50;

    public static IReadOnlyList<PaletteColor> Find(ReadOnlySpan<LabColor> pixels, int count, int seed)
    {
        LabColor[] colors = Selection(pixels);
        List<LabColor> centers = Begin(colors, count, unchecked((ulong)seed));
        var nearest = new int[colors.Length];
        for (int round = 0; round < MostRounds; round++)
        {
            bool changed = Assign(colors, centers, nearest);
            if (round > 0 && !changed) break;
            MoveToMeans(colors, centers, nearest);
        }
        Assign(colors, centers, nearest);
        var weights = new double[centers.Count];
        foreach (int center in nearest) weights[center] += 1.0 / colors.Length;
        return [.. centers.Zip(weights, (center, weight) => new PaletteColor(center, weight)).Where(color => color.Weight > 0)
            .OrderByDescending(color => color.Weight).ThenBy(color => color.Color.L)];
    }

    // A step that has no factor in common with the number of pixels would do for rows of any length; the golden ratio spreads evenly too.
    private static LabColor[] Selection(ReadOnlySpan<LabColor> pixels)
    {
        if (pixels.Length <= MostPixels) return pixels.ToArray();
        var selection = new LabColor[MostPixels];
        for (int i = 0; i < MostPixels; i++)
        {
            double turn = i * 0.6180339887498949;
            selection[i] = pixels[Math.Min(pixels.Length - 1, (int)((turn - Math.Floor(turn)) * pixels.Length))];
        }
        return selection;
    }

    private static List<LabColor> Begin(LabColor[] colors, int count, ulong random)
    {
        List<LabColor> centers = [colors[(int)(Share(ref random) * colors.Length)]];
        var distances = new double[colors.Length];
        Array.Fill(distances, double.PositiveInfinity);
        while (centers.Count < count)
        {
            double sum = 0;
            for (int i = 0; i < colors.Length; i++)
            {
                distances[i] = Math.Min(distances[i], colors[i].SquaredDistanceTo(centers[^1]));
                sum += distances[i];
            }
            if (sum == 0) break; // every colour is a centre already
            double left = Share(ref random) * sum;
            int chosen = Array.FindIndex(distances, distance => distance > 0 && (left -= distance) < 0);
            centers.Add(colors[chosen >= 0 ? chosen : Array.FindLastIndex(distances, distance => distance > 0)]);
        }
        return centers;
    }

    // From 0 to less than 1.
    private static double Share(ref ulong random) => (SplitMix64.Next(ref random) >> 11) * (1.0 / (1UL << 53));

    private static bool Assign(LabColor[] colors, List<LabColor> centers, int[] nearest)
    {
        bool changed = false;
        for (int i = 0; i < colors.Length; i++)
        {
            int best = 0;
            double lowest = double.PositiveInfinity;
            for (int center = 0; center < centers.Count; center++)
            {
                double distance = colors[i].SquaredDistanceTo(centers[center]);
                if (distance < lowest) (best, lowest) = (center, distance);
            }
            changed |= nearest[i] != best;
            nearest[i] = best;
        }
        return changed;
    }

    private static void MoveToMeans(LabColor[] colors, List<LabColor> centers, int[] nearest)
    {
        var sums = new (double L, double A, double B, int Count)[centers.Count];
        for (int i = 0; i < colors.Length; i++)
        {
            ref (double L, double A, double B, int Count) sum = ref sums[nearest[i]];
            sum = (sum.L + colors[i].L, sum.A + colors[i].A, sum.B + colors[i].B, sum.Count + 1);
        }
        for (int center = 0; center < sums.Length; center++)
        {
            (double l, double a, double b, int count) = sums[center];
            if (count > 0) centers[center] = new LabColor(l / count, a / count, b / count);
        }
    }
}
