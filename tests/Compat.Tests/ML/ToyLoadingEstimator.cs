using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

/// <summary>A third party's estimator, made with nothing but the public API.</summary>
internal sealed class ToyLoadingEstimator(MLContext ml, string output, string input, ToyOptions options) : IEstimator<ToyLoadingTransformer>
{
    public ToyLoadingTransformer Fit(IDataView data)
    {
        var transformer = new ToyLoadingTransformer(ml, output, input, options);
        transformer.GetOutputSchema(data.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape.Column column = inputSchema.FirstOrDefault(candidate => candidate.Name == input);
        bool isText = column.Kind == SchemaShape.Column.VectorKind.Scalar && TextDataViewType.Instance.Equals(column.ItemType);
        if (column.Name is null || !isText)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"There is no text column '{input}'.");
        return ShapeFactory.With(inputSchema, ShapeFactory.Column(ml, output, ToyLoadingTransformer.TypeFor(options)));
    }
}
