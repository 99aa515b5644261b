namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>Restores left and right from mid and side or intensity stereo (ISO/IEC 11172-3, 2.4.3.4.9; ISO/IEC 13818-3, 2.4.3.2).</summary>
internal static class JointStereo
{
    private const int IllegalPosition = 7; // in the MPEG 2 standard it depends on the length of the scale factor, but no decoder implements that

    private static readonly float s_half = MathF.Sqrt(0.5f);

    /// <summary>Decodes both channels in place.</summary>
    /// <param name="left">Left or mid; receives left.</param>
    /// <param name="right">Right or side; receives right. Bands above its last value may be in intensity stereo.</param>
    /// <param name="granule">The granule of the right channel, whose scale factors are the intensity positions.</param>
    /// <param name="bands">The scale factor bands.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="isMidSide">Whether the channels are stored as mid and side.</param>
    /// <param name="isIntensity">Whether intensity stereo is used.</param>
    public static void Undo(Spectrum left, Spectrum right, Granule granule, ScaleFactorBands bands, MpegHeader header, bool isMidSide, bool isIntensity)
    {
        int end = Math.Max(left.End, right.End);
        if (!isIntensity)
        {
            MidSide(left, right, 0, end);
        }
        else
        {
            bool isMpeg1 = header.Version == 1;
            int longBands = granule.LongBands(isMpeg1), firstShort = Spectrum.FirstShortBand(granule);
            bool isShortEmpty = true;
            for (int block = 0; granule.IsShort && block < 3; block++)
            {
                int lastBand = 12;
                while (lastBand >= firstShort && IsEmpty(right, Short(bands, lastBand, block))) lastBand--;
                isShortEmpty &= lastBand < firstShort;
                for (int band = firstShort; band < 13; band++)
                {
                    // The last band has no scale factor; it uses the position of the band before.
                    int factor = ScaleFactors.FirstShort + 3 * Math.Min(band, 11) + block;
                    ApplyIntensity(left, right, Short(bands, band, block), band > lastBand, granule, factor, header, isMidSide);
                }
            }
            int last = longBands - 1;
            while (last >= 0 && isShortEmpty && IsEmpty(right, (bands.Long[last], bands.Long[last + 1]))) last--;
            for (int band = 0; band < longBands; band++)
                ApplyIntensity(left, right, (bands.Long[band], bands.Long[band + 1]), band > last, granule, Math.Min(band, 20), header, isMidSide);
        }
        left.End = right.End = end;
    }

    private static void ApplyIntensity(Spectrum left, Spectrum right, (int From, int To) band, bool isAbove, Granule granule, int factor, MpegHeader header, bool isMidSide)
    {
        int position = granule.ScaleFactors[factor];
        if (!isAbove || position == IllegalPosition)
        {
            if (isMidSide) MidSide(left, right, band.From, band.To);
            return;
        }
        (float toLeft, float toRight) = header.Version == 1 ? Ratio(position) : LowSampleRateRatio(position, granule.ScaleFactorLengths & 1);
        for (int i = band.From; i < band.To; i++)
        {
            right.Values[i] = left.Values[i] * toRight;
            left.Values[i] *= toLeft;
        }
    }

    private static (float Left, float Right) Ratio(int position)
    {
        double angle = Math.Min(position, 6) * Math.PI / 12;
        if (position >= 6) return (1, 0);
        double ratio = Math.Tan(angle);
        return ((float)(ratio / (1 + ratio)), (float)(1 / (1 + ratio)));
    }

    private static (float Left, float Right) LowSampleRateRatio(int position, int scale)
    {
        float softer = (float)Math.Pow(2, -((position + 1) >> 1) * (scale == 1 ? 0.5 : 0.25));
        return (position & 1) == 1 ? (softer, 1) : (1, softer);
    }

    private static (int From, int To) Short(ScaleFactorBands bands, int band, int block)
    {
        int width = bands.Short[band + 1] - bands.Short[band], from = 3 * bands.Short[band] + block * width;
        return (from, from + width);
    }

    private static bool IsEmpty(Spectrum spectrum, (int From, int To) band) => spectrum.Values.AsSpan(band.From, band.To - band.From).IndexOfAnyExcept(0f) < 0;

    private static void MidSide(Spectrum left, Spectrum right, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            float sum = left.Values[i] * s_half, difference = right.Values[i] * s_half;
            (left.Values[i], right.Values[i]) = (sum + difference, sum - difference);
        }
    }
}
