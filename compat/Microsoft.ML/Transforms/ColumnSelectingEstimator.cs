using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps or drops columns.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(ColumnSelectingTransformer transformer)
        : base(transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string name in Transformer.Names) inputSchema.Need(name);
        return new SchemaShape(Transformer.IsDrop
            ? inputSchema.Where(column => !Transformer.Names.Contains(column.Name))
            : Transformer.Names.Select(inputSchema.Need));
    }
}
