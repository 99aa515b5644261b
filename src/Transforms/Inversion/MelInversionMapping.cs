using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>Inverts mel images; ML.NET finds the factory by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class MelInversionMapping : CustomMappingFactory<MelImageRow, AudioRow>
{
    internal const string Contract = "Pix2Pitch.InvertMelSpectrogram.v1";

    /// <inheritdoc/>
    public override Action<MelImageRow, AudioRow> GetMapping()
    {
        Func<ReadOnlyMemory<char>, MelSpectrogramInverter> inverterOf = Estimators.OptionsColumn.Reader<MelInversionSource, MelSpectrogramInverter>(
            source => new MelSpectrogramInverter(source.Settings, source.Options));
        return (input, output) =>
        {
            MelSpectrogramInverter inverter = inverterOf(input.Options);
            VBuffer<float> image = input.MelImage;
            MelOptions settings = inverter.Settings;
            if (image.Length != settings.ImageLength)
                throw new Pix2PitchException($"A mel-spectrogram has {image.Length} values, but the settings ask for {settings.MelBands} x {settings.Frames}; "
                    + "invert it with the settings that it was made with.");
            float[]? dense = image.IsDense ? null : [.. image.DenseValues()];
            float[] samples = inverter.Invert(dense ?? image.GetValues());
            output.Audio = new VBuffer<float>(samples.Length, samples);
        };
    }
}
