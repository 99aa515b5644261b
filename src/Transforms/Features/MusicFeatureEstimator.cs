using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Features;

/// <summary>
/// Measures the recordings that a text column names: a column of Single for each of <see cref="MusicFeatures"/>, and one with the pitch
/// classes as a vector of 12 Single. A recording is read when a row's value is asked for; one that cannot be read, or whose clip is silent,
/// gives a <see cref="Pix2PitchException"/> then. Made by <c>ml.Transforms.ExtractMusicFeatures</c>.
/// </summary>
public sealed class MusicFeatureEstimator : ComposedEstimator
{
    internal MusicFeatureEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, MusicFeatureSource source)
        : base(Parts(catalog, outputColumnName, inputColumnName, source), [.. Inputs(inputColumnName, source.Options.OffsetColumn)])
    {
    }

    private static IEnumerable<InputColumn> Inputs(string path, string? offset)
    {
        yield return new InputColumn(path, TextDataViewType.Instance);
        if (offset is not null) yield return new InputColumn(offset, NumberDataViewType.Single);
    }

    private static EstimatorChain<ITransformer> Parts(TransformsCatalog catalog, string output, string input, MusicFeatureSource source)
        => new EstimatorChain<ITransformer>()
            .Append(catalog.CopyColumns(RecordingRow.PathColumn, input))
            .Append(OptionsColumn.Add(catalog, RecordingRow.OptionsColumn, source))
            .Append(Offset(catalog, source.Options.OffsetColumn))
            .Append(catalog.CustomMapping(new MusicFeatureMapping().GetMapping(), MusicFeatureMapping.Contract))
            .Append(FeatureColumns.Named(catalog, output, MusicFeaturesRow.Prefix, MusicFeaturesRow.Names,
                RecordingRow.PathColumn, RecordingRow.OptionsColumn, ClipRow.OffsetColumn));

    private static IEstimator<ITransformer> Offset(TransformsCatalog catalog, string? column) => column is null
        ? catalog.CustomMapping(new NoOffsetMapping().GetMapping(), NoOffsetMapping.Contract)
        : catalog.CopyColumns(ClipRow.OffsetColumn, column);
}
