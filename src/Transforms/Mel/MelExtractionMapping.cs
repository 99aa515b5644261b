using Microsoft.ML.Transforms;

namespace Pix2Pitch.Mel;

/// <summary>Extracts mel images of any size.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class MelExtractionMapping : MelExtractionMappingBase<MelRow>
{
    internal const string Contract = "Pix2Pitch.ExtractMelSpectrogram.v1";
}
