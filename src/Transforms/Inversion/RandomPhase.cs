namespace Pix2Pitch.Inversion;

/// <summary>Uniformly random phases with one generator (SplitMix64) per frame, so that the result does not depend on the order of frames.</summary>
internal static class RandomPhase
{
    /// <summary>Fills the phases of one frame in turns, 0 to 1.</summary>
    public static void Fill(int seed, int frame, Span<float> turns)
    {
        ulong state = ((ulong)(uint)seed << 32) ^ (ulong)(uint)frame * 0xD1342543DE82EF95;
        for (int k = 0; k < turns.Length; k++) turns[k] = (SplitMix64.Next(ref state) >> 40) * (1f / (1 << 24));
    }
}
