using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives keys the values that they stand for.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(KeyToValueMappingTransformer transformer)
        : base(transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(Transformer.Pairs.Select(pair =>
        {
            SchemaShape.Column column = inputSchema.Need(pair.InputColumnName);
            if (!column.IsScalarKey || column.Annotations.Find(AnnotationKinds.KeyValues) is not { } names)
                throw Errors.Mismatch(nameof(inputSchema), pair.InputColumnName, "Key with KeyValues annotation", column.TypeText);
            return new SchemaShape.Column(pair.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, names.ItemType, names.IsKey);
        }));
    }
}
