using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>Turns mel-spectrograms into sound.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.InvertMelSpectrogram")]
internal sealed class MelInversionMapping : RowMapping<MelInversionMapping.Input, MelInversionMapping.Output, MelInversionMapping.Representation>
{
    public static ComposedEstimator EstimatorFor(TransformsCatalog catalog, string output, string input, Representation representation)
        => new MappingEstimator<Input, Output, Representation>(
            catalog, new MelInversionMapping(), representation, [(nameof(Input.MelSpectrogram), input)], [(nameof(Output.Audio), output)]);

    protected override Action<Input, Output> Create(Representation representation)
    {
        var inverter = new MelSpectrogramInverter(representation.Mel, representation.Inversion);
        return (input, output) =>
        {
            MelOptions mel = inverter.Mel;
            VBuffer<float> values = input.MelSpectrogram;
            if (values.Length != mel.ValueCount)
                throw new Pix2PitchException($"A mel-spectrogram has {values.Length} values, but the options are for {mel.MelBands} x {mel.Frames}; "
                    + "invert it with the options that it was made with.");
            float[]? dense = values.IsDense ? null : [.. values.DenseValues()];
            float[] samples = inverter.Invert(dense ?? values.GetValues());
            output.Audio = new VBuffer<float>(samples.Length, samples);
        };
    }

    internal sealed record Representation(MelOptions Mel, InversionOptions Inversion);

    internal sealed class Input : MappingInput
    {
        /// <summary>Bands x frames values, in any shape.</summary>
        [ColumnName("Pix2Pitch.Inversion.MelSpectrogram")]
        public VBuffer<float> MelSpectrogram { get; set; }
    }

    internal sealed class Output
    {
        /// <summary>Mono samples in [-1, 1].</summary>
        [ColumnName("Pix2Pitch.Inversion.Audio")]
        public VBuffer<float> Audio { get; set; }
    }
}
