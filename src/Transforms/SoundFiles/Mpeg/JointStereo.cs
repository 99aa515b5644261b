namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>Restores left and right from mid and side or intensity stereo (ISO/IEC 11172-3, 2.4.3.4.9; ISO/IEC 13818-3, 2.4.3.2).</summary>
internal static class JointStereo
{
    private const int NoPlace = 7; // by the standard of MPEG 2 it depends on the length of the scale factor, which no decoder follows

    private static readonly float s_half = MathF.Sqrt(0.5f);

    /// <summary>Changes the values of both channels.</summary>
    /// <param name="left">Left, or the sum.</param>
    /// <param name="right">Right, or the difference; where it ends, the bands of the left channel may have a place between both.</param>
    /// <param name="granule">That of the right channel: its scale factors are those places.</param>
    /// <param name="bands">Where bands begin.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="isMidSide">Whether sum and difference are stored.</param>
    /// <param name="isPlaced">Whether there are places (intensity stereo).</param>
    public static void Undo(Spectrum left, Spectrum right, Granule granule, ScaleFactorBands bands, MpegHeader header, bool isMidSide, bool isPlaced)
    {
        int end = Math.Max(left.End, right.End);
        if (!isPlaced)
        {
            MidSide(left, right, 0, end);
        }
        else
        {
            bool isFirst = header.Version == 1;
            int longBands = granule.LongBands(isFirst), firstShort = Spectrum.FirstShortBand(granule);
            bool isShortEmpty = true;
            for (int block = 0; granule.IsShort && block < 3; block++)
            {
                int lastBand = 12;
                while (lastBand >= firstShort && IsEmpty(right, Short(bands, lastBand, block))) lastBand--;
                isShortEmpty &= lastBand < firstShort;
                for (int band = firstShort; band < 13; band++)
                {
                    // The last band has no scale factor; it is where the one before it is.
                    int place = ScaleFactors.FirstShort + 3 * Math.Min(band, 11) + block;
                    Place(left, right, Short(bands, band, block), band > lastBand, granule, place, header, isMidSide);
                }
            }
            int last = longBands - 1;
            while (last >= 0 && isShortEmpty && IsEmpty(right, (bands.Long[last], bands.Long[last + 1]))) last--;
            for (int band = 0; band < longBands; band++)
                Place(left, right, (bands.Long[band], bands.Long[band + 1]), band > last, granule, Math.Min(band, 20), header, isMidSide);
        }
        left.End = right.End = end;
    }

    private static void Place(Spectrum left, Spectrum right, (int From, int To) band, bool isAbove, Granule granule, int place, MpegHeader header, bool isMidSide)
    {
        int position = granule.ScaleFactors[place];
        if (!isAbove || position == NoPlace)
        {
            if (isMidSide) MidSide(left, right, band.From, band.To);
            return;
        }
        (float toLeft, float toRight) = header.Version == 1 ? Ratio(position) : LowRatio(position, granule.ScaleFactorLengths & 1);
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

    private static (float Left, float Right) LowRatio(int position, int scale)
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
