namespace Pix2Pitch.Training.Networks;

/// <summary>How the generator doubles height and width.</summary>
public enum Upsampling
{
    /// <summary>Transposed convolution, as in Pix2Pix.</summary>
    TransposedConvolution,

    /// <summary>
    /// Repeats every value, then a convolution 3 x 3 (Odena et al. 2016, "Deconvolution and checkerboard artifacts"): no checkerboard pattern, and more work.
    /// </summary>
    ResizeConvolution,
}
