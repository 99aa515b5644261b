namespace Pix2Pitch.Fourier;

/// <summary>
/// What a transform of <see cref="RealFourierTransform.Lanes"/> signals at once works in: complex values whose real and imaginary parts
/// lie apart, [value, lane], in the places that <see cref="RealFourierTransform.IndexOfSample"/> gives.
/// </summary>
internal ref struct FourierWorkspace
{
    // Parts that begin at the same place of a page would make loads wait for unrelated stores.
    private const int Stagger = 5 * RealFourierTransform.Lanes;

    /// <summary>Floats that it takes.</summary>
    public static int LengthOf(RealFourierTransform fourier)
        => 2 * (fourier.WorkspaceValues * RealFourierTransform.Lanes + Stagger) + FourierKernel.ScratchLength(fourier.Columns);

    /// <param name="fourier">The transform.</param>
    /// <param name="floats"><see cref="LengthOf"/> floats of any content.</param>
    public FourierWorkspace(RealFourierTransform fourier, Span<float> floats)
    {
        int length = fourier.WorkspaceValues * RealFourierTransform.Lanes, stride = length + Stagger;
        Re = floats[..length];
        Im = floats.Slice(stride, length);
        Scratch = floats.Slice(2 * stride, FourierKernel.ScratchLength(fourier.Columns));
    }

    /// <summary>The real parts.</summary>
    public Span<float> Re { get; }

    /// <summary>The imaginary parts.</summary>
    public Span<float> Im { get; }

    /// <summary>Room for a kernel.</summary>
    public Span<float> Scratch { get; }
}
