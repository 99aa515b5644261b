using Microsoft.ML.Data;

namespace Pix2Pitch.Mel;

/// <summary>What the mapping adds to a row. A loaded model knows a vector's size only from the class, so each size has its own.</summary>
public interface IMelRow
{
    /// <summary>Shape [1, bands, frames], in [-1, 1].</summary>
    VBuffer<float> MelImage { get; set; }
}
