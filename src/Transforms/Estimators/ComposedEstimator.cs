using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Estimators;

/// <summary>
/// An estimator that is a composition of ML.NET's own, saveable parts (CustomMapping with a contract, MapValue, CopyColumns,
/// DropColumns), so that the model it fits can be saved and loaded anywhere without code of ours being called to do it.
/// </summary>
public abstract class ComposedEstimator : IEstimator<ITransformer>
{
    private readonly IEstimator<ITransformer> _parts;
    private readonly InputColumn[] _inputs;

    private protected ComposedEstimator(IEstimator<ITransformer> parts, params InputColumn[] inputs)
        => (_parts, _inputs) = (parts, inputs);

    /// <summary>Fits the parts; nothing is learned from the rows.</summary>
    /// <param name="input">The data; only its schema is looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than is needed.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (InputColumn column in _inputs) column.Check(input.Schema);
        return _parts.Fit(input);
    }

    /// <summary>The schema that the fitted transformer gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than is needed.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (InputColumn column in _inputs) column.Check(inputSchema);
        return _parts.GetOutputSchema(inputSchema);
    }
}
