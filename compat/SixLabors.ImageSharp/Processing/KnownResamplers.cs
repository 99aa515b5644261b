using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Resampling kernels.</summary>
public static class KnownResamplers
{
    /// <summary>Keys's cubic with a = -0.5, radius 2.</summary>
    public static IResampler Bicubic { get; } = new BicubicResampler();

    /// <summary>Lanczos's windowed sinc, radius 3.</summary>
    public static IResampler Lanczos3 { get; } = new LanczosResampler(3);
}
