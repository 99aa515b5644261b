using Microsoft.ML.Transforms;

namespace Pix2Pitch.Paintings;

/// <summary>Loads paintings of any size.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class PaintingMapping : PaintingMappingBase<PaintingOutput>
{
    internal const string Contract = "Pix2Pitch.LoadPaintings.v1";
}
