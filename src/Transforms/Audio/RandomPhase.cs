namespace Pix2Pitch.Audio;

/// <summary>Uniformly random phases, one generator (SplitMix64) per frame, so that frames may be filled in any order.</summary>
internal sealed class RandomPhase(int seed)
{
    public void Fill(int frame, Span<float> cos, Span<float> sin)
    {
        ulong state = ((ulong)(uint)seed << 32) ^ (ulong)(uint)frame * 0xD1342543DE82EF95;
        for (int k = 0; k < cos.Length; k++)
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            (sin[k], cos[k]) = MathF.SinCos((z >> 40) * (2 * MathF.PI / (1 << 24)));
        }
    }
}
