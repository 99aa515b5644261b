using Microsoft.ML.Transforms;

namespace Pix2Pitch.Mel;

/// <summary>Extracts mel images of 512 bands and 512 frames.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class MelExtractionMapping512 : MelExtractionMappingBase<MelRow512>
{
    internal const string Contract = "Pix2Pitch.ExtractMelSpectrogram.v1.512";
}
