using Microsoft.ML.Transforms;

namespace Pix2Pitch.Paintings;

/// <summary>Loads paintings of 64 x 64 pixels.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class PaintingMapping64 : PaintingMappingBase<PaintingOutput64>
{
    internal const string Contract = "Pix2Pitch.LoadPaintings.v1.64";
}
