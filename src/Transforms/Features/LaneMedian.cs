using System.Runtime.Intrinsics;

namespace Pix2Pitch.Features;

/// <summary>
/// Medians in every lane of vectors at once, without a branch: of as many values as the median is among, the least and the greatest cannot be
/// it; they are dropped and the next value comes in ("forgetful selection": D. Knuth, "The Art of Computer Programming" 3, section 5.3.3; A.
/// Paeth, "Median finding on a 3 x 3 grid", Graphics Gems, 1990).
/// </summary>
internal static class LaneMedian
{
    /// <summary>The median of each lane, of an even number the mean of the two in the middle.</summary>
    /// <param name="values">The values, one or more; they change places.</param>
    public static Vector512<float> Of(Span<Vector512<float>> values)
    {
        int next = Math.Min(values.Length, values.Length / 2 + 2);
        Span<Vector512<float>> left = values[..next];
        while (left.Length > 2)
        {
            DropExtremes(left);
            // What is dropped lies at both ends: the place of the last is that of the next.
            if (next < values.Length) left[^1] = values[next++];
            else left = left[..^1];
            left = left[1..];
        }
        return left.Length == 1 ? left[0] : (left[0] + left[1]) / 2;
    }

    // The least comes to the front and the greatest to the end.
    private static void DropExtremes(Span<Vector512<float>> values)
    {
        int last = values.Length - 1;
        for (int i = 0, j = last; i < j; i++, j--) Order(ref values[i], ref values[j]);
        int middle = last / 2;
        Vector512<float> least = values[0], greatest = values[last];
        for (int i = 1; i <= middle; i++) Order(ref least, ref values[i]);
        for (int i = last - 1; i >= last - middle; i--) Order(ref values[i], ref greatest);
        (values[0], values[last]) = (least, greatest);
    }

    private static void Order(ref Vector512<float> less, ref Vector512<float> more)
    {
        Vector512<float> least = Vector512.MinNative(less, more);
        more = Vector512.MaxNative(less, more);
        less = least;
    }
}
