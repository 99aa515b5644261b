using Microsoft.ML.Transforms;

namespace Pix2Pitch.Mel;

/// <summary>Extracts mel images of 64 bands and 64 frames.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class MelExtractionMapping64 : MelExtractionMappingBase<MelRow64>
{
    internal const string Contract = "Pix2Pitch.ExtractMelSpectrogram.v1.64";
}
