namespace Pix2Pitch.Features;

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
        PaletteColors colors = new(Selection(pixels));
        List<LabColor> centers = Begin(colors, count, unchecked((ulong)seed));
        for (int round = 0; round < MostRounds; round++)
        {
            bool changed = colors.Assign(centers);
            if (round > 0 && !changed) break;
            colors.MoveToMeans(centers);
        }
        colors.Assign(centers);
        return [.. centers.Zip(colors.Shares(centers.Count), (center, weight) => new PaletteColor(center, weight)).Where(color => color.Weight > 0)
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

    private static List<LabColor> Begin(PaletteColors colors, int count, ulong random)
    {
        List<LabColor> centers = [colors[(int)(Share(ref random) * colors.Count)]];
        var distances = new double[colors.Count];
        Array.Fill(distances, double.PositiveInfinity);
        while (centers.Count < count)
        {
            colors.BringNearer(centers[^1], distances);
            double sum = 0;
            foreach (double distance in distances) sum += distance;
            if (sum == 0) break; // every colour is a centre already
            double left = Share(ref random) * sum;
            int chosen = Array.FindIndex(distances, distance => distance > 0 && (left -= distance) < 0);
            centers.Add(colors[chosen >= 0 ? chosen : Array.FindLastIndex(distances, distance => distance > 0)]);
        }
        return centers;
    }

    // From 0 to less than 1.
    private static double Share(ref ulong random) => (SplitMix64.Next(ref random) >> 11) * (1.0 / (1UL << 53));
}
