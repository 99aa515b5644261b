namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>The 576 spectral values of a granule and channel of layer III: reading, requantization, reordering, alias reduction (ISO/IEC 11172-3, 2.4.3.4).</summary>
internal sealed class Spectrum
{
    /// <summary>The number of values.</summary>
    public const int Length = 576;

    private const int MaxValue = 15 + (1 << 13) - 1;
    private const int MinGain = -420, MaxGain = 60; // steps of 2^(1/4)

    private static readonly float[] s_powers = [.. Enumerable.Range(0, MaxValue + 1).Select(value => (float)Math.Pow(value, 4 / 3.0))];
    private static readonly float[] s_gains = [.. Enumerable.Range(MinGain, MaxGain - MinGain + 1).Select(step => (float)Math.Pow(2, step / 4.0))];
    private static readonly int[] s_preemphasis = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0];
    private static readonly float[] s_aliasSines = Alias(c => c / Math.Sqrt(1 + c * c)), s_aliasCosines = Alias(c => 1 / Math.Sqrt(1 + c * c));

    private readonly float[] _band = new float[Length];

    /// <summary>The values.</summary>
    public float[] Values { get; } = new float[Length];

    /// <summary>All values from this index on are 0.</summary>
    public int End { get; set; }

    /// <summary>Reads the values up to <paramref name="endBit"/>; false if they are invalid.</summary>
    public bool Read(ref BitReader bits, int endBit, Granule granule)
    {
        int at = 0, pairsEnd = 2 * granule.BigPairs;
        float[] values = Values;
        for (int region = 0; region < 3; region++)
        {
            int end = Math.Min(pairsEnd, region switch { 0 => granule.Region1Start, 1 => granule.Region2Start, _ => Length });
            if (at >= end) continue;
            if (HuffmanCodes.Pairs[granule.Tables[region]] is not { } codes)
            {
                values.AsSpan(at, end - at).Clear();
                at = end;
                continue;
            }
            int linear = codes.LinearBits;
            for (; at < end; at += 2)
            {
                ulong next = bits.Peek();
                int found = codes.Find(next), used = found >> 8, x = found >> 4 & 15, y = found & 15;
                values[at] = Value(next, ref used, x, linear);
                values[at + 1] = Value(next, ref used, y, linear);
                bits.Skip(used);
            }
            if (bits.Position > endBit + 64) return false; // some encoders write a slightly wrong length
        }
        while (bits.Position < endBit && at + 4 <= Length)
        {
            ulong next = bits.Peek();
            int found = granule.QuadrupleTable == 0 ? HuffmanCodes.Quadruples.Find(next) : 4 << 8 | 15 ^ (int)(next >> 60), used = found >> 8;
            for (int i = 0; i < 4; i++) values[at + i] = (found & 8 >> i) == 0 ? 0 : (next << used++ & 1UL << 63) != 0 ? -1 : 1;
            bits.Skip(used);
            if (bits.Position > endBit) break; // values past the end are not valid
            at += 4;
        }
        values.AsSpan(at).Clear();
        End = at;
        bits.GoTo(endBit);
        return !bits.IsPastEnd;
    }

    /// <summary>Multiplies the values of each band by its gain.</summary>
    public void Scale(Granule granule, ScaleFactorBands bands, bool isMpeg1)
    {
        int longBands = granule.LongBands(isMpeg1), gain = granule.Gain - 210;
        for (int band = 0; band < longBands && bands.Long[band] < End; band++)
        {
            int factor = granule.ScaleFactors[band] + (granule.HasPreemphasis ? s_preemphasis[band] : 0);
            Scale(bands.Long[band], bands.Long[band + 1], gain - granule.Step * factor);
        }
        if (!granule.IsShort) return;
        for (int band = FirstShortBand(granule); band < 13 && 3 * bands.Short[band] < End; band++)
        {
            int width = bands.Short[band + 1] - bands.Short[band], at = 3 * bands.Short[band];
            for (int block = 0; block < 3; block++, at += width)
                Scale(at, at + width, gain - 8 * granule.SubblockGains[block] - granule.Step * granule.ScaleFactors[Mpeg.ScaleFactors.FirstShort + 3 * band + block]);
        }
    }

    /// <summary>Reorders the values of three short blocks by frequency, and reduces the aliasing between subbands.</summary>
    public void Order(Granule granule, ScaleFactorBands bands)
    {
        for (int band = FirstShortBand(granule); granule.IsShort && band < 13; band++)
        {
            int width = bands.Short[band + 1] - bands.Short[band], from = 3 * bands.Short[band];
            Values.AsSpan(from, 3 * width).CopyTo(_band);
            for (int i = 0; i < width; i++)
            {
                for (int block = 0; block < 3; block++) Values[from + 3 * i + block] = _band[block * width + i];
            }
            if (End > from) End = Math.Max(End, from + 3 * width);
        }
        int boundaries = !granule.IsShort ? 31 : granule.IsMixed ? 1 : 0;
        for (int boundary = 1; boundary <= boundaries && 18 * (boundary - 1) < End; boundary++)
        {
            for (int i = 0; i < 8; i++)
            {
                ref float low = ref Values[18 * boundary - 1 - i], high = ref Values[18 * boundary + i];
                (low, high) = (low * s_aliasCosines[i] - high * s_aliasSines[i], high * s_aliasCosines[i] + low * s_aliasSines[i]);
            }
        }
        if (boundaries > 0) End = Math.Min(Length, End + 18);
    }

    /// <summary>The first short band: the fourth in a mixed block.</summary>
    public static int FirstShortBand(Granule granule) => granule.IsMixed ? 3 : 0;

    private void Scale(int from, int to, int gain)
    {
        float factor = s_gains[Math.Max(0, gain - MinGain)];
        for (int i = from; i < to; i++) Values[i] *= factor;
    }

    // A value of 15 is followed by linear bits, and each value except 0 by its sign.
    private static float Value(ulong bits, ref int used, int value, int linear)
    {
        if (value == 0) return 0;
        if (value == 15 && linear > 0)
        {
            value += (int)(bits << used >> 64 - linear);
            used += linear;
        }
        float power = s_powers[value];
        return (bits << used++ & 1UL << 63) != 0 ? -power : power;
    }

    private static float[] Alias(Func<double, double> of)
        => [.. new[] { -0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037 }.Select(c => (float)of(c))];
}
