using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that map values, keys and types.</summary>
public static class ConversionsExtensionsCatalog
{
    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null)
        => catalog.MapKeyToValue([new InputOutputColumnPair(outputColumnName, inputColumnName)]);

    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new KeyToValueMappingEstimator(new KeyToValueMappingTransformer(columns));
    }

    /// <summary>Keys as one-hot vectors.</summary>
    public static KeyToVectorMappingEstimator MapKeyToVector(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        bool outputCountVector = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var columns = new InputOutputColumnPair(outputColumnName, inputColumnName);
        return new KeyToVectorMappingEstimator(new KeyToVectorMappingTransformer([columns]));
    }

    /// <summary>
    /// Values as keys; which there are is learned from the data, or given by the only column of <paramref name="keyData"/>.
    /// </summary>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView keyData = null)
        => catalog.MapValueToKey(
            [new InputOutputColumnPair(outputColumnName, inputColumnName)],
            maximumNumberOfKeys,
            keyOrdinality,
            addKeyValueAnnotationsAsText,
            keyData);

    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView keyData = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ValueToKeyMappingEstimator(columns, maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);
    }

    /// <summary>Values by a table; a value that is not in it becomes a missing value.</summary>
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string inputColumnName = null,
        bool treatValuesAsKeyType = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        return new(Tabulate(catalog, keyValuePairs, treatValuesAsKeyType), [new InputOutputColumnPair(outputColumnName, inputColumnName)]);
    }

    /// <summary>Values by a table of vectors; a value that is not in it becomes an empty vector.</summary>
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs,
        string inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        ValueMap map = Tabulate(catalog, keyValuePairs, treatValuesAsKeyType: false);
        return new(map, [new InputOutputColumnPair(outputColumnName, inputColumnName)]);
    }

    /// <summary>Values by a table whose keys and values are two columns.</summary>
    public static ValueMappingEstimator MapValue(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        string inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(lookupMap);
        ValueMap map = ValueMap.Read(lookupMap, keyColumn, valueColumn, valuesAsKeys: false);
        return new ValueMappingEstimator(new ValueMappingTransformer(map, [new InputOutputColumnPair(outputColumnName, inputColumnName)]));
    }

    private static ValueMap Tabulate<TKey, TValue>(
        TransformsCatalog.ConversionTransforms catalog,
        IEnumerable<KeyValuePair<TKey, TValue>> pairs,
        bool treatValuesAsKeyType)
    {
        IDataView table = catalog.Context.Data.LoadFromEnumerable(pairs.Select(pair => new { pair.Key, pair.Value }).ToArray());
        return ValueMap.Read(table, table.Schema["Key"], table.Schema["Value"], treatValuesAsKeyType);
    }
}
