using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values by a table.</summary>
public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    internal ValueMappingEstimator(ValueMappingTransformer transformer)
        : base(transformer)
    {
    }

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ValueMap map = Transformer.Map;
        SchemaShape.Column needed = SchemaShape.Column.Create("key", map.KeyType);
        return inputSchema.With(Transformer.Pairs.Select(pair =>
        {
            SchemaShape.Column column = inputSchema.Need(pair.InputColumnName);
            if (column.Kind != needed.Kind || !column.ItemType.Equals(needed.ItemType) || column.IsKey != needed.IsKey)
                throw Errors.Mismatch(nameof(inputSchema), pair.InputColumnName, map.KeyType, column.TypeText);
            return SchemaShape.Column.Create(pair.OutputColumnName, map.ValueType, map.Annotations);
        }));
    }
}
