using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes columns by code of the user.</summary>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(CustomMappingTransformer<TSrc, TDst> transformer)
        : base(transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (TypedColumn<TSrc> member in Transformer.Inputs)
        {
            SchemaShape.Column column = inputSchema.Need(member.Name);
            SchemaShape.Column needed = SchemaShape.Column.Create(member.Name, member.Type);
            bool kindFits = needed.Kind == column.Kind
                || (needed.Kind == SchemaShape.Column.VectorKind.VariableVector && column.Kind == SchemaShape.Column.VectorKind.Vector);
            if (!kindFits || !needed.ItemType.Equals(column.ItemType) || needed.IsKey != column.IsKey)
                throw Errors.Mismatch(nameof(inputSchema), member.Name, member.Type, column.TypeText);
        }
        return inputSchema.With(Transformer.Outputs.Select(
            member => SchemaShape.Column.Create(member.Name, member.Type, member.Annotations)));
    }
}
