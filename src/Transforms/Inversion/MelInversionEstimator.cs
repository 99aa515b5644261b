using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Turns mel-spectrograms, vectors of Single in any shape, into vectors of mono samples. A row's sound is computed when its value is asked
/// for; a vector of another length than the settings ask for gives a <see cref="Pix2PitchException"/> then. Made by
/// <c>ml.Transforms.InvertMelSpectrogram</c>.
/// </summary>
public sealed class MelInversionEstimator : ComposedEstimator
{
    internal MelInversionEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, MelInversionSource source)
        : base(Parts(catalog, outputColumnName, inputColumnName, source), new InputColumn(inputColumnName, NumberDataViewType.Single, IsVector: true))
    {
    }

    private static EstimatorChain<ColumnSelectingTransformer> Parts(TransformsCatalog catalog, string output, string input, MelInversionSource source)
        => catalog.CopyColumns(MelImageRow.ImageColumn, input)
            .Append(OptionsColumn.Add(catalog, MelImageRow.OptionsColumn, source))
            .Append(catalog.CustomMapping(new MelInversionMapping().GetMapping(), MelInversionMapping.Contract))
            .Append(catalog.CopyColumns(output, AudioRow.Column))
            .Append(catalog.DropColumns(MelImageRow.ImageColumn, MelImageRow.OptionsColumn, AudioRow.Column));
}
