namespace Pix2Pitch.Generation;

/// <summary>
/// The noise of a generator, which is the dropout of its decoder made explicit: every value is -1 (the activation is dropped) or +1
/// (it is kept and doubled) with the same probability, times the creativity.
/// </summary>
/// <remarks>
/// The bits come from SplitMix64 (Steele, Lea and Flood 2014), 64 values from each of its outputs, lowest bit first. Nothing here may ever change: a seed is a promise to give the same music again.
/// </remarks>
public static class GeneratorNoise
{
    /// <summary>
    /// Fills <paramref name="noise"/> with the values of <paramref name="seed"/>; a longer span begins with the values of a
    /// shorter one.
    /// </summary>
    /// <param name="noise">Where the values go.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="creativity">The size of the values, from 0 to 1.</param>
    public static void Fill(Span<float> noise, int seed, float creativity = 1)
    {
        if (!(creativity >= 0 && creativity <= 1))
            throw new ArgumentOutOfRangeException(nameof(creativity), creativity, "Creativity has to be from 0 to 1.");
        ulong state = (uint)seed;
        for (int i = 0; i < noise.Length; i += 64)
        {
            ulong bits = SplitMix64.Next(ref state);
            foreach (ref float value in noise.Slice(i, Math.Min(64, noise.Length - i)))
            {
                value = (bits & 1) == 0 ? -creativity : creativity;
                bits >>= 1;
            }
        }
    }
}
