namespace Pix2Pitch;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): the same numbers in every version of .NET.</summary>
internal static class SplitMix64
{
    /// <summary>The difference between successive states.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15;

    // Of Mix, in this order: shift and multiply, shift and multiply, shift.
    public const int FirstShift = 30;
    public const int SecondShift = 27;
    public const int LastShift = 31;
    public const ulong FirstMultiplier = 0xBF58476D1CE4E5B9;
    public const ulong SecondMultiplier = 0x94D049BB133111EB;

    /// <summary>The next 64 bits; advances <paramref name="state"/>.</summary>
    public static ulong Next(ref ulong state) => Mix(state += Increment);

    /// <summary>Hashes text (FNV-1a): <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    public static ulong HashOf(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = (hash ^ c) * 1099511628211;
        return hash;
    }

    /// <summary>Hashes 64 bits.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> FirstShift)) * FirstMultiplier;
        z = (z ^ (z >> SecondShift)) * SecondMultiplier;
        return z ^ (z >> LastShift);
    }
}
