using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns which values there are and numbers them.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly InputOutputColumnPair[] _columns;
    private readonly int _maximum;
    private readonly KeyOrdinality _ordinality;
    private readonly bool _asText;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(
        InputOutputColumnPair[] columns,
        int maximum,
        KeyOrdinality ordinality,
        bool asText,
        IDataView keyData)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum, nameof(maximum));
        if (keyData is not null && keyData.Schema.Count(column => !column.IsHidden) != 1)
            throw new ArgumentException("The key data has to have just one column.", nameof(keyData));
        (_columns, _maximum, _ordinality, _asText, _keyData) = (columns, maximum, ordinality, asText, keyData);
    }

    /// <summary>How the keys are ordered.</summary>
    public enum KeyOrdinality
    {
        ByOccurrence,
        ByValue,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new ValueToKeyMappingTransformer(_columns, _columns.Select(pair => Learn(input, pair)));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        const SchemaShape.Column.VectorKind scalar = SchemaShape.Column.VectorKind.Scalar;
        return inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column column = inputSchema.Need(pair.InputColumnName);
            if (column.Kind != scalar)
                throw Errors.Mismatch(nameof(inputSchema), pair.InputColumnName, "a single value", column.TypeText);
            DataViewType names = _asText ? TextDataViewType.Instance : column.ItemType;
            SchemaShape annotation = SchemaShape.Column.VectorOf(AnnotationKinds.KeyValues, names).Alone;
            return new SchemaShape.Column(pair.OutputColumnName, scalar, NumberDataViewType.UInt32, isKey: true, annotation);
        }));
    }

    private KeyTable Learn(IDataView input, InputOutputColumnPair pair)
    {
        DataViewSchema.Column column = input.Schema[pair.InputColumnName];
        if (_keyData is null) return KeyTable.Learn(input, column, _maximum, _ordinality == KeyOrdinality.ByValue, _asText);
        DataViewSchema.Column keys = _keyData.Schema.Single(key => !key.IsHidden);
        if (!keys.Type.Equals(column.Type)) throw Errors.Mismatch("inputSchema", column.Name, keys.Type, column.Type);
        return KeyTable.Learn(_keyData, keys, _maximum, _ordinality == KeyOrdinality.ByValue, _asText);
    }
}
