using Microsoft.ML.Transforms;

namespace Pix2Pitch.Mel;

/// <summary>Extracts mel images of 256 bands and 256 frames.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class MelExtractionMapping256 : MelExtractionMappingBase<MelRow256>
{
    internal const string Contract = "Pix2Pitch.ExtractMelSpectrogram.v1.256";
}
