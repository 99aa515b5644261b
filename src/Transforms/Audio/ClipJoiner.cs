namespace Pix2Pitch.Audio;

/// <summary>
/// Joins clips into one sound. Where two of them overlap, the first fades out as a cosine while the second fades in as a sine: the sum of
/// their powers stays the same all the way, as that of clips that have nothing to do with each other should.
/// </summary>
public static class ClipJoiner
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
            Span<float> target = joined.AsSpan(at, clips[i].Length);
            int shared = i > 0 ? overlap : 0;
            for (int n = 0; n < shared; n++)
            {
                (float sin, float cos) = MathF.SinCos(MathF.PI / 2 * (n + 0.5f) / shared);
                target[n] = target[n] * cos + clips[i][n] * sin;
            }
            clips[i].AsSpan(shared).CopyTo(target[shared..]);
            at += clips[i].Length - overlap;
        }
        return joined;
    }
}
