using Microsoft.ML.Transforms;

namespace Pix2Pitch.Mel;

/// <summary>Extracts mel images of 128 bands and 128 frames.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class MelExtractionMapping128 : MelExtractionMappingBase<MelRow128>
{
    internal const string Contract = "Pix2Pitch.ExtractMelSpectrogram.v1.128";
}
