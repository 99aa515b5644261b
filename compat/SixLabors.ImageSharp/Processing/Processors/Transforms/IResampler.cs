namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>A resampling kernel.</summary>
public interface IResampler
{
    /// <summary>Half the width of the kernel, in pixels of the coarser image.</summary>
    float Radius { get; }

    /// <summary>The kernel's value at this distance.</summary>
    float GetValue(float x);
}
