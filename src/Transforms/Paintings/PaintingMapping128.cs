using Microsoft.ML.Transforms;

namespace Pix2Pitch.Paintings;

/// <summary>Loads paintings of 128 x 128 pixels.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class PaintingMapping128 : PaintingMappingBase<PaintingOutput128>
{
    internal const string Contract = "Pix2Pitch.LoadPaintings.v1.128";
}
