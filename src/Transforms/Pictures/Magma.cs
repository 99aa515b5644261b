using System.Numerics;

namespace Pix2Pitch.Pictures;

/// <summary>
/// The colour map "magma" of Stefan van der Walt and Nathaniel Smith (CC0), which is perceptually uniform: every fifth of its 256
/// published colours, from 0 to 255, with linear interpolation.
/// </summary>
internal static class Magma
{
    private static readonly Vector3[] s_colors =
    [
        new(0.4f, 0.1f, 3.5f), new(1.9f, 1.6f, 11.5f), new(4.8f, 4.1f, 21.6f), new(9.1f, 7.2f, 31.9f), new(14.4f, 10.8f, 42.7f), new(20.1f, 13.8f, 54.0f),
        new(26.2f, 16.1f, 65.8f), new(33.0f, 17.3f, 77.9f), new(40.5f, 17.4f, 89.9f), new(48.8f, 16.5f, 101.0f), new(57.5f, 15.4f, 110.1f), new(66.0f, 15.2f, 116.7f),
        new(74.3f, 16.5f, 121.2f), new(82.3f, 18.8f, 124.3f), new(90.2f, 21.8f, 126.4f), new(98.0f, 25.0f, 127.8f), new(105.8f, 28.2f, 128.7f), new(113.5f, 31.3f, 129.3f),
        new(121.3f, 34.3f, 129.5f), new(129.2f, 37.2f, 129.5f), new(137.1f, 40.0f, 129.2f), new(145.1f, 42.7f, 128.5f), new(153.2f, 45.3f, 127.6f), new(161.4f, 47.9f, 126.3f),
        new(169.6f, 50.5f, 124.7f), new(177.8f, 53.2f, 122.6f), new(186.0f, 56.0f, 120.2f), new(194.1f, 59.0f, 117.3f), new(202.1f, 62.3f, 114.1f), new(209.8f, 66.0f, 110.6f),
        new(217.3f, 70.4f, 106.7f), new(224.3f, 75.5f, 102.8f), new(230.6f, 81.5f, 99.0f), new(236.1f, 88.4f, 95.6f), new(240.7f, 96.3f, 93.1f), new(244.4f, 104.9f, 91.8f),
        new(247.3f, 114.0f, 91.9f), new(249.4f, 123.3f, 93.3f), new(251.1f, 132.8f, 96.1f), new(252.3f, 142.3f, 99.9f), new(253.2f, 151.7f, 104.6f), new(253.8f, 161.1f, 110.1f),
        new(254.1f, 170.4f, 116.3f), new(254.3f, 179.7f, 123.1f), new(254.3f, 188.9f, 130.3f), new(254.2f, 198.1f, 138.0f), new(253.9f, 207.2f, 146.0f), new(253.5f, 216.4f, 154.5f),
        new(253.1f, 225.5f, 163.2f), new(252.6f, 234.6f, 172.3f), new(252.1f, 243.7f, 181.6f), new(251.7f, 252.8f, 191.1f),
    ];

    /// <summary>The colour of a value from 0 (black) to 1 (pale yellow), as red, green and blue from 0 to 255.</summary>
    public static Vector3 Color(float value)
    {
        float place = Math.Clamp(value, 0, 1) * (s_colors.Length - 1);
        int below = Math.Min((int)place, s_colors.Length - 2);
        return Vector3.Lerp(s_colors[below], s_colors[below + 1], place - below);
    }
}
