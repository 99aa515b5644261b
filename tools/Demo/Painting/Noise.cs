namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>Smooth random fields.</summary>
internal static class Noise
{
    /// <summary>A number in [0, 1) for a point of the grid.</summary>
    public static float At(int x, int y, uint seed)
    {
        uint h = ((uint)x * 0x8DA6B343) ^ ((uint)y * 0xD8163841) ^ (seed * 0xCB1AB31F);
        h = (h ^ (h >> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >> 12)) * 0x297A2D39;
        return ((h ^ (h >> 15)) >> 8) * (1f / (1 << 24));
    }

    /// <summary>Between the points of the grid, in [0, 1].</summary>
    public static float Value(float x, float y, uint seed)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float u = x - left, v = y - top;
        u *= u * (3 - (2 * u));
        v *= v * (3 - (2 * v));
        float above = At(left, top, seed) + (u * (At(left + 1, top, seed) - At(left, top, seed)));
        float below = At(left, top + 1, seed) + (u * (At(left + 1, top + 1, seed) - At(left, top + 1, seed)));
        return above + (v * (below - above));
    }

    /// <summary>A sum of octaves, in [0, 1], mostly near 1/2.</summary>
    public static float Cloud(float x, float y, uint seed, int octaves = 4)
    {
        float sum = 0, weight = .5f, total = 0;
        for (uint i = 0; i < octaves; i++)
        {
            sum += weight * Value(x, y, seed + i);
            total += weight;
            (x, y, weight) = ((x * 2.03f) + 7.1f, (y * 2.03f) + 3.7f, weight * .5f);
        }
        return sum / total;
    }
}
