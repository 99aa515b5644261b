namespace Pix2Pitch.Audio;

/// <summary>Uniformly random phases, one generator (SplitMix64) per frame, so that frames may be filled in any order.</summary>
internal static class RandomPhase
{
    /// <summary>Fills the phases of one frame, in turns: 0 to 1.</summary>
    public static void Fill(int seed, int frame, Span<float> turns)
    {
        ulong state = ((ulong)(uint)seed << 32) ^ (ulong)(uint)frame * 0xD1342543DE82EF95;
        for (int k = 0; k < turns.Length; k++)
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            turns[k] = (z >> 40) * (1f / (1 << 24));
        }
    }
}
