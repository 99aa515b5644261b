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
            if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !column.IsKey)
                throw Errors.Mismatch(nameof(inputSchema), pair.InputColumnName, "Key", column.TypeText);
            bool named = column.Annotations.Find(AnnotationKinds.KeyValues) is { ItemType: TextDataViewType };
            SchemaShape.Column[] annotations = named
                ? [new SchemaShape.Column(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)]
                : [];
            return new SchemaShape.Column(pair.OutputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape(annotations));
        }));
    }
}
