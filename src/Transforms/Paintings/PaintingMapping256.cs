using Microsoft.ML.Transforms;

namespace Pix2Pitch.Paintings;

/// <summary>Loads paintings of 256 x 256 pixels.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class PaintingMapping256 : PaintingMappingBase<PaintingOutput256>
{
    internal const string Contract = "Pix2Pitch.LoadPaintings.v1.256";
}
