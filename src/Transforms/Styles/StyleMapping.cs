using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Styles;

/// <summary>Finds the style of a work and the confidence in it.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.LabelStyle")]
internal sealed class StyleMapping : RowMapping<StyleMapping.Input, StyleMapping.Output, LabelStyleOptions>
{
    private const string StyleColumn = "Pix2Pitch.Style.Found";

    public static ComposedEstimator EstimatorFor(
        TransformsCatalog catalog, string output, string name, string? year, string? place, LabelStyleOptions options)
    {
        var outputs = new List<(string, string)> { (nameof(Output.Style), StyleColumn) };
        if (options.ConfidenceColumn is { } confidence) outputs.Add((nameof(Output.Confidence), confidence));
        var mapping = new MappingEstimator<Input, Output, LabelStyleOptions>(
            catalog, new StyleMapping(), options,
            [(nameof(Input.Name), name), (nameof(Input.Year), year), (nameof(Input.Place), place), (nameof(Input.Style), options.StyleColumn)],
            outputs);
        // All names in the order of the enumeration, so that the keys are its values, whatever the rows contain.
        IDataView styles = new MLContext().Data.LoadFromEnumerable(StyleNames.All.Select(style => new { Style = style }));
        return ComposedEstimator.Of(mapping
            .Append(catalog.Conversion.MapValueToKey(output, StyleColumn, keyData: styles))
            .Append(catalog.DropColumns(StyleColumn)));
    }

    protected override Action<Input, Output> Create(LabelStyleOptions options) => static (work, output) =>
    {
        int? year = work.Year is > -10_000 and < 10_000 ? (int)work.Year : null; // NaN gives null
        StyleFinding finding = KnowledgeBase.Default.FindStyle(work.Style.ToString(), work.Name.ToString(), year, work.Place.ToString());
        output.Style = finding.Style is { } style ? StyleNames.Of(style) : "";
        output.Confidence = finding.Confidence;
    };

    internal sealed class Input : MappingInput
    {
        /// <summary>The artist or composer; empty if unknown.</summary>
        [ColumnName("Pix2Pitch.Work.Name")]
        public ReadOnlyMemory<char> Name { get; set; }

        /// <summary>The year; NaN if unknown.</summary>
        [ColumnName("Pix2Pitch.Work.Year")]
        public float Year { get; set; }

        /// <summary>The country or city; empty if unknown.</summary>
        [ColumnName("Pix2Pitch.Work.Place")]
        public ReadOnlyMemory<char> Place { get; set; }

        /// <summary>The stated style; empty if there is none.</summary>
        [ColumnName("Pix2Pitch.Work.Style")]
        public ReadOnlyMemory<char> Style { get; set; }
    }

    internal sealed class Output
    {
        /// <summary>One of <see cref="StyleNames.All"/>; empty if the style is unknown.</summary>
        [ColumnName("Pix2Pitch.Work.StyleName")]
        public string Style { get; set; } = "";

        /// <summary>See <see cref="StyleFinding.Confidence"/>.</summary>
        [ColumnName("Pix2Pitch.Work.StyleConfidence")]
        public float Confidence { get; set; }
    }
}
