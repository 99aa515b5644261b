namespace Pix2Pitch.Tools.Demo;

/// <summary>Random numbers: <see cref="SplitMix64"/>, so the same seed gives the same numbers in every version of .NET.</summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator for one part of the set, independent of the other parts.</summary>
    public static DemoRandom For(int seed, params int[] parts)
    {
        ulong mixed = (uint)seed;
        foreach (int part in parts) mixed = SplitMix64.Mix(mixed + (SplitMix64.Increment * ((uint)part + 1UL)));
        return new DemoRandom(SplitMix64.Mix(mixed));
    }

    /// <summary>In [0, 1).</summary>
    public float Next() => (SplitMix64.Next(ref _state) >> 40) * (1f / (1 << 24));

    public float Range(float from, float to) => from + ((to - from) * Next());

    /// <summary>In [0, count).</summary>
    public int Below(int count) => (int)(Next() * count);

    public bool Chance(float probability) => Next() < probability;

    /// <summary>Approximately normal: mean 0, standard deviation 1, in [-6, 6].</summary>
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
