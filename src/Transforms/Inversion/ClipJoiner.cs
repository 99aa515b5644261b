namespace Pix2Pitch.Inversion;

/// <summary>
/// Joins clips into one sound. Where two of them overlap, the first fades out as a cosine while the second fades in as a sine, both divided by
/// the root of 1 + 2 r sin cos, r being their correlation there: the power stays the same all the way, whether the clips have nothing to do
/// with each other (r = 0: the usual cross-fade of equal power) or are alike (r = 1: one of equal gain).
/// </summary>
internal static class ClipJoiner
{
    /// <summary>Joins clips.</summary>
    /// <param name="clips">Mono samples, all of one rate; each at least as long as its overlaps together.</param>
    /// <param name="overlap">Samples in which a clip and the next sound together; 0 or more.</param>
    /// <returns>The sum of the clips' lengths, less one overlap for every joint.</returns>
    /// <exception cref="ArgumentException">A clip is shorter than its overlaps.</exception>
    public static float[] Join(IReadOnlyList<float[]> clips, int overlap)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        long length = -(long)overlap * Math.Max(0, clips.Count - 1);
        for (int i = 0; i < clips.Count; i++)
        {
            int needed = overlap * ((i > 0 ? 1 : 0) + (i < clips.Count - 1 ? 1 : 0));
            if (clips[i].Length < needed) throw new ArgumentException($"Clip {i} has {clips[i].Length} samples; with overlaps of {overlap} it has to have {needed} or more.", nameof(clips));
            length += clips[i].Length;
        }
        if (length > Array.MaxLength) throw new ArgumentException($"The clips together would have {length} samples; at most {Array.MaxLength} fit into one sound.", nameof(clips));

        var joined = new float[length];
        int at = 0;
        for (int i = 0; i < clips.Count; i++)
        {
            Add(joined, at, clips[i], i > 0 ? overlap : 0);
            at += clips[i].Length - overlap;
        }
        return joined;
    }

    /// <summary>Puts a clip into what has been joined so far.</summary>
    /// <param name="joined">Room for everything; what does not fit into it is left out.</param>
    /// <param name="at">Where the clip begins.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="overlap">Samples from there on that hold the end of the clip before.</param>
    internal static void Add(Span<float> joined, int at, ReadOnlySpan<float> clip, int overlap)
    {
        Span<float> target = joined.Slice(at, Math.Min(clip.Length, joined.Length - at));
        int shared = Math.Min(overlap, target.Length);
        float correlation = Correlation(target[..shared], clip[..shared]);
        for (int n = 0; n < shared; n++)
        {
            (float sin, float cos) = MathF.SinCos(MathF.PI / 2 * (n + 0.5f) / overlap);
            target[n] = (target[n] * cos + clip[n] * sin) / MathF.Sqrt(1 + 2 * correlation * sin * cos);
        }
        clip[shared..target.Length].CopyTo(target[shared..]);
    }

    // Clips that cancel each other cannot be made good by any gain, so it is 0 at least.
    private static float Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0, powerA = 0, powerB = 0;
        for (int n = 0; n < a.Length; n++)
        {
            product += (double)a[n] * b[n];
            powerA += (double)a[n] * a[n];
            powerB += (double)b[n] * b[n];
        }
        return powerA > 0 && powerB > 0 ? (float)Math.Clamp(product / Math.Sqrt(powerA * powerB), 0, 1) : 0;
    }
}
