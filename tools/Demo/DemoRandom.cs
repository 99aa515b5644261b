namespace Pix2Pitch.Tools.Demo;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed in every version of .NET.</summary>
internal sealed class DemoRandom(ulong seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>A generator for one part of the work, independent of the other parts.</summary>
    public static DemoRandom For(int seed, params int[] parts)
    {
        ulong mixed = (uint)seed;
        foreach (int part in parts) mixed = Mix(mixed + (Increment * ((uint)part + 1UL)));
        return new DemoRandom(Mix(mixed));
    }

    /// <summary>In [0, 1).</summary>
    public float Next() => (Mix(_state += Increment) >> 40) * (1f / (1 << 24));

    public float Range(float from, float to) => from + ((to - from) * Next());

    /// <summary>In [0, count).</summary>
    public int Below(int count) => (int)(Next() * count);

    public bool Chance(float probability) => Next() < probability;

    /// <summary>Nearly normal: mean 0, standard deviation 1, in [-6, 6].</summary>
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

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
