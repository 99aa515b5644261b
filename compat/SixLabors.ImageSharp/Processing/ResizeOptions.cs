using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>How to resample.</summary>
public class ResizeOptions
{
    /// <summary>What to do when the proportions differ.</summary>
    public ResizeMode Mode { get; set; } = ResizeMode.Crop;

    /// <summary>The size that is wanted.</summary>
    public Size Size { get; set; }

    /// <summary>The kernel.</summary>
    public IResampler Sampler { get; set; } = KnownResamplers.Bicubic;

    /// <summary>The colour around a padded image.</summary>
    public Color PadColor { get; set; }
}
