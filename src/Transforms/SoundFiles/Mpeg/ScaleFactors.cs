namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>Reads the scale factors of layer III (ISO/IEC 11172-3, 2.4.2.7; ISO/IEC 13818-3, 2.4.3.2).</summary>
internal static class ScaleFactors
{
    /// <summary>Index of the first scale factor of short bands.</summary>
    public const int FirstShort = 22;

    private static readonly int[] s_lowLengths = [0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4], s_highLengths = [0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3];
    private static readonly int[] s_shared = [0, 6, 11, 16, 21]; // groups of bands that may be copied from the first granule

    // The number of scale factors with each of four lengths, for long, short and mixed blocks; first without intensity stereo, then with it.
    private static readonly int[][] s_counts =
    [
        [6, 5, 5, 5], [9, 9, 9, 9], [6, 9, 9, 9],
        [6, 5, 7, 3], [9, 9, 12, 6], [6, 9, 12, 6],
        [11, 10, 0, 0], [18, 18, 0, 0], [15, 18, 0, 0],
        [7, 7, 7, 0], [12, 12, 12, 0], [6, 15, 12, 0],
        [6, 6, 6, 3], [12, 9, 9, 6], [6, 12, 9, 6],
        [8, 8, 5, 0], [15, 12, 9, 0], [6, 18, 9, 0],
    ];

    /// <summary>Reads the scale factors of MPEG 1.</summary>
    /// <param name="bits">The data.</param>
    /// <param name="granule">Receives them.</param>
    /// <param name="first">The first granule of the same channel; null if this is the first.</param>
    /// <param name="shared">The groups of bands that are copied from it; four bits (scfsi).</param>
    public static void Read(ref BitReader bits, Granule granule, Granule? first, int shared)
    {
        int low = s_lowLengths[granule.ScaleFactorLengths], high = s_highLengths[granule.ScaleFactorLengths];
        int[] values = granule.ScaleFactors;
        if (granule.IsShort)
        {
            values.AsSpan().Clear();
            for (int band = 0; granule.IsMixed && band < 8; band++) values[band] = (int)bits.Read(low);
            for (int i = granule.IsMixed ? 9 : 0; i < 36; i++) values[FirstShort + i] = (int)bits.Read(i < 18 ? low : high);
            return;
        }
        for (int group = 0; group < 4; group++)
        {
            bool isShared = first is not null && (shared & 8 >> group) != 0;
            for (int band = s_shared[group]; band < s_shared[group + 1]; band++) values[band] = isShared ? first!.ScaleFactors[band] : (int)bits.Read(group < 2 ? low : high);
        }
        values[21] = 0;
    }

    /// <summary>Reads the scale factors of MPEG 2 and 2.5.</summary>
    /// <param name="bits">The data.</param>
    /// <param name="granule">Receives them.</param>
    /// <param name="isIntensity">Whether they may be intensity positions: the right channel in intensity stereo.</param>
    public static void ReadLowSampleRate(ref BitReader bits, Granule granule, bool isIntensity)
    {
        int code = isIntensity ? granule.ScaleFactorLengths >> 1 : granule.ScaleFactorLengths;
        (int kind, int a, int b, int c, int d) = isIntensity
            ? code switch
            {
                < 180 => (3, code / 36, code % 36 / 6, code % 6, 0),
                < 244 => (4, (code - 180) >> 4, (code - 180) % 16 >> 2, (code - 180) % 4, 0),
                _ => (5, (code - 244) / 3, (code - 244) % 3, 0, 0),
            }
            : code switch
            {
                < 400 => (0, (code >> 4) / 5, (code >> 4) % 5, code % 16 >> 2, code % 4),
                < 500 => (1, (code - 400 >> 2) / 5, (code - 400 >> 2) % 5, (code - 400) % 4, 0),
                _ => (2, (code - 500) / 3, (code - 500) % 3, 0, 0),
            };
        granule.HasPreemphasis = kind == 2;
        int[] counts = s_counts[3 * kind + (granule.IsShort ? granule.IsMixed ? 2 : 1 : 0)];
        int[] values = granule.ScaleFactors;
        values.AsSpan().Clear();
        int at = granule.IsShort && !granule.IsMixed ? FirstShort : 0;
        for (int group = 0; group < 4; group++)
        {
            int length = group switch { 0 => a, 1 => b, 2 => c, _ => d };
            for (int i = 0; i < counts[group]; i++, at++)
            {
                if (at == 6 && granule.IsMixed) at = FirstShort + 9; // the short bands of a mixed block start with the fourth
                values[at] = (int)bits.Read(length);
            }
        }
    }
}
