namespace Pix2Pitch;

/// <summary>The processor or GPU that a network runs on.</summary>
public enum Accelerator
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU: the first that the environment variable <c>CUDA_VISIBLE_DEVICES</c> leaves visible.</summary>
    Cuda,
}
