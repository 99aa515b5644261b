using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Mel;

/// <summary>
/// Extracts the mel-spectrograms of the recordings that a text column names, as vectors of Single with shape [1, bands, frames]. For
/// squares of 64, 128, 256 and 512 the vector's size is known to the schema, for others it is not. A recording is read when its
/// row's value is asked for; one that cannot be read, or whose clip is silent, gives a <see cref="Pix2PitchException"/> then. Made by
/// <c>ml.Transforms.ExtractMelSpectrogram</c>.
/// </summary>
public sealed class MelExtractionEstimator : ComposedEstimator
{
    internal MelExtractionEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, MelExtractionSource source)
        : base(Parts(catalog, outputColumnName, inputColumnName, source), [.. Inputs(inputColumnName, source.Options.OffsetColumn)])
    {
    }

    private static IEnumerable<InputColumn> Inputs(string path, string? offset)
    {
        yield return new InputColumn(path, TextDataViewType.Instance);
        if (offset is not null) yield return new InputColumn(offset, NumberDataViewType.Single);
    }

    private static EstimatorChain<ColumnSelectingTransformer> Parts(TransformsCatalog catalog, string output, string input, MelExtractionSource source)
        => catalog.CopyColumns(ClipRow.PathColumn, input)
            .Append(OptionsColumn.Add(catalog, ClipRow.OptionsColumn, source))
            .Append(Offset(catalog, source.Options.OffsetColumn))
            .Append(Mapping(catalog, source.Options.Settings))
            .Append(catalog.CopyColumns(output, MelRow.Column))
            .Append(catalog.DropColumns(ClipRow.PathColumn, ClipRow.OptionsColumn, ClipRow.OffsetColumn, MelRow.Column));

    private static IEstimator<ITransformer> Offset(TransformsCatalog catalog, string? column) => column is null
        ? catalog.CustomMapping(new NoOffsetMapping().GetMapping(), NoOffsetMapping.Contract)
        : catalog.CopyColumns(ClipRow.OffsetColumn, column);

    private static IEstimator<ITransformer> Mapping(TransformsCatalog catalog, MelOptions settings) => (settings.MelBands, settings.Frames) switch
    {
        (64, 64) => catalog.CustomMapping(new MelExtractionMapping64().GetMapping(), MelExtractionMapping64.Contract),
        (128, 128) => catalog.CustomMapping(new MelExtractionMapping128().GetMapping(), MelExtractionMapping128.Contract),
        (256, 256) => catalog.CustomMapping(new MelExtractionMapping256().GetMapping(), MelExtractionMapping256.Contract),
        (512, 512) => catalog.CustomMapping(new MelExtractionMapping512().GetMapping(), MelExtractionMapping512.Contract),
        _ => catalog.CustomMapping(new MelExtractionMapping().GetMapping(), MelExtractionMapping.Contract),
    };
}
