namespace Pix2Pitch.Fourier;

/// <summary>
/// The memory of a transform of <see cref="RealFourierTransform.Lanes"/> signals: complex values with separate real and imaginary parts, [value,
/// lane], in the order of <see cref="RealFourierTransform.IndexOfSample"/>.
/// </summary>
internal ref struct FourierWorkspace
{
    // If both parts had the same offset in a memory page, loads would wait for unrelated stores.
    private const int Stagger = 5 * RealFourierTransform.Lanes;

    /// <summary>Number of floats needed.</summary>
    public static int LengthOf(RealFourierTransform fourier)
        => 2 * (fourier.WorkspaceValues * RealFourierTransform.Lanes + Stagger) + FourierKernel.ScratchLength(fourier.Columns);

    /// <param name="fourier">The transform.</param>
    /// <param name="floats"><see cref="LengthOf"/> floats with any content.</param>
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

    /// <summary>Scratch memory for the kernels.</summary>
    public Span<float> Scratch { get; }
}
