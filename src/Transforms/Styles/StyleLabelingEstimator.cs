using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Styles;

/// <summary>Gives every painting or clip of music its style as a key. Made by <c>ml.Transforms.LabelStyle</c>.</summary>
public sealed class StyleLabelingEstimator : ComposedEstimator
{
    internal StyleLabelingEstimator(
        TransformsCatalog catalog, string outputColumnName, string nameColumnName, string? yearColumnName, string? placeColumnName, LabelStyleOptions options)
        : base(
            Compose(catalog, outputColumnName, nameColumnName, yearColumnName, placeColumnName, options),
            [.. Inputs(nameColumnName, yearColumnName, placeColumnName, options)])
    {
    }

    private static IEnumerable<InputColumn> Inputs(string name, string? year, string? place, LabelStyleOptions options)
    {
        yield return new InputColumn(name, TextDataViewType.Instance);
        if (year is not null) yield return new InputColumn(year, NumberDataViewType.Single);
        if (place is not null) yield return new InputColumn(place, TextDataViewType.Instance);
        if (options.StyleColumn is { } style) yield return new InputColumn(style, TextDataViewType.Instance);
    }

    private static EstimatorChain<ITransformer> Compose(
        TransformsCatalog catalog, string output, string name, string? year, string? place, LabelStyleOptions options)
    {
        // A text of its own for each style, in key order, so that the keys are the values of the enumeration whatever the rows hold.
        IDataView styles = new MLContext().Data.LoadFromEnumerable(StyleNames.All.Select(style => new StyleRow { Style = style }));
        // The mapping reads columns of fixed names, the only ones that a saved mapping knows; what is not given is unknown.
        EstimatorChain<ITransformer> work = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(catalog.CustomMapping(new UnknownWorkMapping().GetMapping(), UnknownWorkMapping.Contract))
            .Append<ITransformer>(catalog.CopyColumns(WorkRow.NameColumn, name))
            .Append<ITransformer>(catalog.CopyColumns(WorkRow.YearColumn, year ?? UnknownWorkRow.NumberColumn))
            .Append<ITransformer>(catalog.CopyColumns(WorkRow.PlaceColumn, place ?? UnknownWorkRow.TextColumn))
            .Append<ITransformer>(catalog.CopyColumns(WorkRow.StyleColumn, options.StyleColumn ?? UnknownWorkRow.TextColumn))
            .Append<ITransformer>(catalog.CustomMapping(new StyleMapping().GetMapping(), StyleMapping.Contract));
        string[] temporary =
        [
            UnknownWorkRow.TextColumn, UnknownWorkRow.NumberColumn,
            WorkRow.NameColumn, WorkRow.YearColumn, WorkRow.PlaceColumn, WorkRow.StyleColumn, StyleRow.Column,
        ];
        if (options.ConfidenceColumn is { } confidence)
        {
            work = work.Append<ITransformer>(catalog.CustomMapping(new ConfidenceMapping().GetMapping(), ConfidenceMapping.Contract))
                .Append<ITransformer>(catalog.CopyColumns(confidence, ConfidenceRow.Column));
            temporary = [.. temporary, ConfidenceRow.Column];
        }
        return work.Append<ITransformer>(catalog.Conversion.MapValueToKey(output, StyleRow.Column, keyData: styles))
            .Append<ITransformer>(catalog.DropColumns(temporary));
    }
}
