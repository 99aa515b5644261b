namespace Pix2Pitch.Inversion;

/// <summary>
/// Joins clips into one sound. In an overlap, the first clip fades out with a cosine and the second fades in with a sine, both divided by
/// sqrt(1 + 2 r sin cos), where r is the correlation of the clips in the overlap. This keeps the power constant for unrelated clips (r = 0: an
/// equal-power cross-fade), for identical clips (r = 1: an equal-gain cross-fade) and between.
/// </summary>
internal static class ClipJoiner
{
    /// <summary>Joins clips.</summary>
    /// <param name="clips">Mono samples at the same rate; each clip at least as long as the sum of its overlaps.</param>
    /// <param name="overlap">Samples in the overlap of two clips; 0 or more.</param>
    /// <returns>The sound. Its length is the sum of the lengths of the clips, minus one overlap per joint.</returns>
    /// <exception cref="ArgumentException">A clip is shorter than its overlaps.</exception>
    public static float[] Join(IReadOnlyList<float[]> clips, int overlap)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        long length = -(long)overlap * Math.Max(0, clips.Count - 1);
        for (int i = 0; i < clips.Count; i++)
        {
            int needed = overlap * ((i > 0 ? 1 : 0) + (i < clips.Count - 1 ? 1 : 0));
            if (clips[i].Length < needed) throw new ArgumentException($"Clip {i} has {clips[i].Length} samples; with overlaps of {overlap} it must have {needed} or more.", nameof(clips));
            length += clips[i].Length;
        }
        if (length > Array.MaxLength) throw new ArgumentException($"The joined clips would have {length} samples; at most {Array.MaxLength} are possible.", nameof(clips));

        var joined = new float[length];
        int at = 0;
        for (int i = 0; i < clips.Count; i++)
        {
            Add(joined, at, clips[i], i > 0 ? overlap : 0);
            at += clips[i].Length - overlap;
        }
        return joined;
    }

    /// <summary>Adds a clip to the sound joined so far.</summary>
    /// <param name="joined">The sound; the part of the clip beyond its end is discarded.</param>
    /// <param name="at">Index of the first sample of the clip.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="overlap">Number of samples from there that are the end of the previous clip.</param>
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

    // No gain can compensate clips that cancel each other out, so the minimum is 0.
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
