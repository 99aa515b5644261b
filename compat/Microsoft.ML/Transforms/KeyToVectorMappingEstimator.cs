using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes one-hot vectors of keys.</summary>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(KeyToVectorMappingTransformer transformer)
        : base(transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(Transformer.Pairs.Select(pair =>
        {
            SchemaShape.Column column = inputSchema.Need(pair.InputColumnName);
            if (!column.IsScalarKey)
                throw Errors.Mismatch(nameof(inputSchema), pair.InputColumnName, "Key", column.TypeText);
            bool named = column.Annotations.Find(AnnotationKinds.KeyValues) is { ItemType: TextDataViewType };
            SchemaShape slots = named ? SchemaShape.Column.VectorOf(AnnotationKinds.SlotNames, TextDataViewType.Instance).Alone : null;
            return SchemaShape.Column.VectorOf(pair.OutputColumnName, NumberDataViewType.Single, slots);
        }));
    }
}
