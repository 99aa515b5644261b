namespace Pix2Pitch.Training.Data;

/// <summary>Pix2Pix's random jitter: a painting is enlarged, a window of the old size cut anywhere, and perhaps mirrored.</summary>
internal static class PaintingAugmenter
{
    /// <summary>Jitters one painting.</summary>
    /// <param name="source">3 x S x S values.</param>
    /// <param name="target">Receives 3 x S x S values; another span than <paramref name="source"/>.</param>
    /// <param name="size">S.</param>
    /// <param name="enlargement">At least 1; 1 only mirrors.</param>
    /// <param name="flip">Whether it may be mirrored.</param>
    /// <param name="random">Where the window lies and whether it is mirrored.</param>
    public static void Jitter(ReadOnlySpan<float> source, Span<float> target, int size, double enlargement, bool flip, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double slack = size * (1 - 1 / enlargement);
        double left = slack * random.NextDouble(), top = slack * random.NextDouble();
        bool mirrored = random.NextBits() >> 63 != 0 && flip;

        // Separable bilinear sampling: pixel i of the window lies at offset + (i + 0.5) / enlargement - 0.5 of the source.
        var columns = new (int Low, int High, float Weight)[size];
        for (int x = 0; x < size; x++)
            columns[mirrored ? size - 1 - x : x] = Position(left, x);
        int plane = size * size;
        for (int y = 0; y < size; y++)
        {
            (int low, int high, float weight) = Position(top, y);
            for (int channel = 0; channel < 3; channel++)
            {
                ReadOnlySpan<float> above = source.Slice(channel * plane + low * size, size);
                ReadOnlySpan<float> below = source.Slice(channel * plane + high * size, size);
                Span<float> row = target.Slice(channel * plane + y * size, size);
                for (int x = 0; x < size; x++)
                {
                    (int l, int r, float w) = columns[x];
                    float upper = above[l] + (above[r] - above[l]) * w;
                    float lower = below[l] + (below[r] - below[l]) * w;
                    row[x] = upper + (lower - upper) * weight;
                }
            }
        }

        (int, int, float) Position(double offset, int i)
        {
            double at = Math.Clamp(offset + (i + 0.5) / enlargement - 0.5, 0, size - 1);
            int low = (int)at;
            return (low, Math.Min(low + 1, size - 1), (float)(at - low));
        }
    }
}
