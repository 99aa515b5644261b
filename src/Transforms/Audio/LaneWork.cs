namespace Pix2Pitch.Audio;

/// <summary>
/// What a transform of <see cref="RealFourierTransform.Lanes"/> signals at once works in: complex values whose real and imaginary parts
/// lie apart, [value, lane], and as much again for the passes to alternate with.
/// </summary>
internal ref struct LaneWork
{
    // Parts that begin at the same place of a page would make loads wait for unrelated stores.
    private const int Stagger = 5 * RealFourierTransform.Lanes;

    /// <summary>Floats that it takes.</summary>
    public static int LengthOf(RealFourierTransform fourier) => 4 * (fourier.Size / 2 * RealFourierTransform.Lanes + Stagger);

    /// <param name="fourier">The transform.</param>
    /// <param name="floats"><see cref="LengthOf"/> floats of any content.</param>
    public LaneWork(RealFourierTransform fourier, Span<float> floats)
    {
        int length = fourier.Size / 2 * RealFourierTransform.Lanes, stride = length + Stagger;
        Re = floats[..length];
        Im = floats.Slice(stride, length);
        OtherRe = floats.Slice(2 * stride, length);
        OtherIm = floats.Slice(3 * stride, length);
    }

    /// <summary>The real parts.</summary>
    public Span<float> Re { get; private set; }

    /// <summary>The imaginary parts.</summary>
    public Span<float> Im { get; private set; }

    /// <summary>Room for real parts.</summary>
    public Span<float> OtherRe { get; private set; }

    /// <summary>Room for imaginary parts.</summary>
    public Span<float> OtherIm { get; private set; }

    /// <summary>Exchanges the values and the room.</summary>
    public void Alternate()
    {
        Span<float> re = Re, im = Im;
        Re = OtherRe;
        Im = OtherIm;
        OtherRe = re;
        OtherIm = im;
    }

    /// <summary>Exchanges real and imaginary parts, which turns a forward transform into an inverse one.</summary>
    public void ExchangeParts()
    {
        Span<float> re = Re, otherRe = OtherRe;
        Re = Im;
        OtherRe = OtherIm;
        Im = re;
        OtherIm = otherRe;
    }
}
