namespace Pix2Pitch.Loudness;

/// <summary>
/// The K-weighting filter of ITU-R BS.1770-4, annex 1: a high shelf for the head, then a high pass (the "RLB curve"), each of second
/// order. The prototypes' corner frequencies, gain and quality are those whose bilinear transform at 48 kHz gives the recommendation's
/// coefficients; other rates are transformed from them.
/// </summary>
internal struct KWeighting
{
    private readonly double _b0, _b1, _b2, _a1, _a2; // the shelf
    private readonly double _c1, _c2; // the high pass, whose numerator is 1, -2, 1
    private double _s1, _s2, _t1, _t2;

    public KWeighting(int sampleRate)
    {
        const double ShelfFrequency = 1681.974450955533, ShelfGain = 3.999843853973347, ShelfQuality = 0.7071752369554196;
        double k = Math.Tan(Math.PI * ShelfFrequency / sampleRate), high = Math.Pow(10, ShelfGain / 20);
        double middle = Math.Pow(high, 0.4996667741545416), scale = 1 + k / ShelfQuality + k * k;
        _b0 = (high + middle * k / ShelfQuality + k * k) / scale;
        _b1 = 2 * (k * k - high) / scale;
        _b2 = (high - middle * k / ShelfQuality + k * k) / scale;
        _a1 = 2 * (k * k - 1) / scale;
        _a2 = (1 - k / ShelfQuality + k * k) / scale;

        const double PassFrequency = 38.13547087602444, PassQuality = 0.5003270373238773;
        k = Math.Tan(Math.PI * PassFrequency / sampleRate);
        scale = 1 + k / PassQuality + k * k;
        _c1 = 2 * (k * k - 1) / scale;
        _c2 = (1 - k / PassQuality + k * k) / scale;
    }

    /// <summary>The weighted sample.</summary>
    public double Next(double x)
    {
        // Both in transposed direct form II.
        double y = _b0 * x + _s1;
        _s1 = _b1 * x - _a1 * y + _s2;
        _s2 = _b2 * x - _a2 * y;
        double z = y + _t1;
        _t1 = -2 * y - _c1 * z + _t2;
        _t2 = y - _c2 * z;
        return z;
    }
}
