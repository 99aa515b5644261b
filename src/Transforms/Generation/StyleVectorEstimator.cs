using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Generation;

/// <summary>
/// Makes the style vector of a generator: keys become one-hot vectors, a missing key zeros; vectors of probabilities are copied. Which of the two a column
/// has is known only when the estimator is fitted. The fitted transformer is ML.NET's own.
/// </summary>
internal sealed class StyleVectorEstimator(TransformsCatalog catalog, string output, string input) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView data) => For(data.Schema[input].Type is KeyDataViewType).Fit(data);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => For(inputSchema.Single(column => column.Name == input).IsKey).GetOutputSchema(inputSchema);

    private IEstimator<ITransformer> For(bool isKey) => isKey ? catalog.Conversion.MapKeyToVector(output, input) : catalog.CopyColumns(output, input);
}
