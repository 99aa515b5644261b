namespace NWaves.Filters.Fda;

/// <summary>Filter banks on perceptual frequency scales.</summary>
public static class FilterBanks
{
    // Slaney's Auditory Toolbox: linear to 1000 Hz (15 mel), then 27 steps for every factor of 6.4.
    private const double HertzPerMel = 200.0 / 3;
    private const double BreakFrequency = 1000;
    private const double BreakMel = BreakFrequency / HertzPerMel;
    private static readonly double s_logStep = Math.Log(6.4) / 27;

    /// <summary>Triangular filters, evenly spaced on Slaney's mel scale.</summary>
    /// <param name="filterCount">The number of filters.</param>
    /// <param name="fftSize">The size of the Fourier transform.</param>
    /// <param name="samplingRate">The sampling rate in Hz.</param>
    /// <param name="lowFreq">The lowest frequency in Hz.</param>
    /// <param name="highFreq">The highest frequency in Hz; not above <paramref name="lowFreq"/> means half the sampling rate.</param>
    /// <param name="normalizeGain">Whether every filter is scaled to an area of one (per Hz).</param>
    /// <returns>The filters, each with fftSize / 2 + 1 weights.</returns>
    public static float[][] MelBankSlaney(int filterCount, int fftSize, int samplingRate, double lowFreq = 0, double highFreq = 0, bool normalizeGain = true)
    {
        if (lowFreq < 0) lowFreq = 0;
        if (highFreq <= lowFreq) highFreq = samplingRate / 2.0;

        double lowMel = HertzToMel(lowFreq);
        double step = (HertzToMel(highFreq) - lowMel) / (filterCount + 1);
        var edges = new double[filterCount + 2];
        for (int i = 0; i < edges.Length; i++) edges[i] = MelToHertz(lowMel + i * step);

        double resolution = (double)samplingRate / fftSize;
        int bins = fftSize / 2 + 1;
        var filters = new float[filterCount][];
        for (int i = 0; i < filterCount; i++)
        {
            (double left, double center, double right) = (edges[i], edges[i + 1], edges[i + 2]);
            double gain = normalizeGain ? 2 / (right - left) : 1;
            var filter = filters[i] = new float[bins];
            // Past Nyquist the index runs out of the filter, as it does in NWaves.
            for (int bin = (int)Math.Floor(left / resolution) + 1; bin * resolution < right; bin++)
            {
                double frequency = bin * resolution;
                double weight = frequency <= center ? (frequency - left) / (center - left) : (right - frequency) / (right - center);
                filter[bin] = (float)(gain * weight);
            }
        }
        return filters;
    }

    private static double HertzToMel(double hertz)
        => hertz < BreakFrequency ? hertz / HertzPerMel : BreakMel + Math.Log(hertz / BreakFrequency) / s_logStep;

    private static double MelToHertz(double mel)
        => mel < BreakMel ? mel * HertzPerMel : BreakFrequency * Math.Exp((mel - BreakMel) * s_logStep);
}
