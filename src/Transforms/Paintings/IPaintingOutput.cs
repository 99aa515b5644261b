using Microsoft.ML.Data;

namespace Pix2Pitch.Paintings;

/// <summary>What the mapping adds to a row. A loaded model knows a vector's size only from the class, so each size has its own.</summary>
public interface IPaintingOutput
{
    /// <summary>Shape [3, size, size], RGB in [-1, 1].</summary>
    VBuffer<float> Pixels { get; set; }
}
