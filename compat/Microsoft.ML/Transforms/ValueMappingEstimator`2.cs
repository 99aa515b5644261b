namespace Microsoft.ML.Transforms;

/// <summary>Maps values by a table of which the types are known.</summary>
public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(ValueMap map, IEnumerable<InputOutputColumnPair> columns)
        : base(new ValueMappingTransformer(map, columns))
    {
    }
}
