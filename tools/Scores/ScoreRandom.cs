namespace Pix2Pitch.Tools.Scores;

/// <summary>
/// Random numbers that depend on the seed and a name only (SplitMix64 from an FNV-1a hash of the name), so that the numbers of a piece do not depend on
/// other pieces, on threads or on the version of .NET.
/// </summary>
internal sealed class ScoreRandom
{
    private ulong _state;

    /// <param name="seed">The seed of the corpus.</param>
    /// <param name="name">What the numbers are for, such as a clip's name and the purpose.</param>
    public ScoreRandom(int seed, string name)
        => _state = SplitMix64.Mix(SplitMix64.HashOf(name) ^ SplitMix64.Mix((uint)seed));

    /// <summary>A number in [0, 1).</summary>
    public double Next() => (SplitMix64.Next(ref _state) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [min, max).</summary>
    public double Next(double min, double max) => min + (max - min) * Next();

    /// <summary>A whole number in [0, bound).</summary>
    public int NextInt(int bound) => (int)Math.BigMul(SplitMix64.Next(ref _state), (ulong)bound, out _);

    /// <summary>Shuffles in place (Fisher-Yates).</summary>
    public void Shuffle<T>(IList<T> values)
    {
        for (int i = values.Count - 1; i > 0; i--)
        {
            int other = NextInt(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
