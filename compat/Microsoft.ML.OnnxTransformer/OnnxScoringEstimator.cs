using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Applies an ONNX model; nothing is learned from the data.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(OnnxTransformer transformer)
        : base(transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (OnnxNode input in Transformer.Inputs)
        {
            SchemaShape.Column column = inputSchema.Need(input.Name);
            if (column.IsKey || !column.ItemType.Equals(input.ItemType))
                throw Errors.Mismatch(nameof(inputSchema), input.Name, input.ColumnType, column.TypeText);
        }
        return inputSchema.With(Transformer.Outputs.Select(output => SchemaShape.Column.Create(output.Name, output.ColumnType)));
    }
}
