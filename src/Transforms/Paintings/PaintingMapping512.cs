using Microsoft.ML.Transforms;

namespace Pix2Pitch.Paintings;

/// <summary>Loads paintings of 512 x 512 pixels.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class PaintingMapping512 : PaintingMappingBase<PaintingOutput512>
{
    internal const string Contract = "Pix2Pitch.LoadPaintings.v1.512";
}
