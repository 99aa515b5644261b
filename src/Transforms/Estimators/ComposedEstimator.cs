using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Estimators;

/// <summary>
/// An estimator of this library: a composition of ML.NET's own estimators, so that the fitted transformer can be saved and loaded. It is
/// created by the extension methods on <c>ml.Transforms</c>. It has no trained parameters.
/// </summary>
public class ComposedEstimator : IEstimator<ITransformer>
{
    private readonly IEstimator<ITransformer> _parts;
    private readonly InputColumn[] _inputs;

    /// <param name="parts">The estimators; the last one drops every column that the caller did not request.</param>
    /// <param name="inputs">The caller's columns, which are checked first.</param>
    private protected ComposedEstimator(IEstimator<ITransformer> parts, params InputColumn[] inputs) => (_parts, _inputs) = (parts, inputs);

    internal static ComposedEstimator Of(IEstimator<ITransformer> parts) => new(parts);

    /// <summary>Fits the estimator. Only the schema of the data is read.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has the wrong type.</exception>
    /// <exception cref="Pix2PitchException">An input column does not match the model file of the estimator.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (InputColumn column in _inputs) column.Check(input.Schema);
        Check(input.Schema);
        return Fitted(_parts, _parts.Fit(input));
    }

    /// <summary>The schema of the fitted transformer's output.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (InputColumn column in _inputs) column.Check(inputSchema);
        return _parts.GetOutputSchema(inputSchema);
    }

    /// <summary>Receives the fitted transformer before the caller does.</summary>
    private protected virtual ITransformer Fitted(IEstimator<ITransformer> parts, ITransformer transformer) => transformer;

    /// <summary>Checks what <see cref="InputColumn"/> does not.</summary>
    private protected virtual void Check(DataViewSchema schema)
    {
    }
}
