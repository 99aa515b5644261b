namespace Pix2Pitch.Training.Demo;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed in every version of .NET.</summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for one part of the work, so that parts do not disturb each other.</summary>
    public static DemoRandom For(int seed, params int[] parts)
    {
        ulong mixed = (uint)seed;
        foreach (int part in parts) mixed = SeededRandom.Mix(mixed + (0x9E3779B97F4A7C15 * ((uint)part + 1UL)));
        return new DemoRandom(SeededRandom.Mix(mixed));
    }

    /// <summary>In [0, 1).</summary>
    public float Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return (SeededRandom.Mix(_state) >> 40) * (1f / (1 << 24));
    }

    public float Range(float from, float to) => from + ((to - from) * Next());

    /// <summary>In [0, count).</summary>
    public int Below(int count) => (int)(Next() * count);

    public bool Chance(float probability) => Next() < probability;

    /// <summary>Mean 0, standard deviation about 1, never past 3.</summary>
    public float Spread() => Next() + Next() + Next() + Next() + Next() + Next() + Next() + Next() + Next() + Next() + Next() + Next() - 6;

    public T Pick<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];

    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
