using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values by a table, which is saved with the model.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase, ITransformerLoader
{
    internal const string Signature = "MapValue";

    internal ValueMappingTransformer(ValueMap map, IEnumerable<InputOutputColumnPair> columns)
        : base(columns)
        => Map = map;

    internal ValueMap Map { get; }

    internal InputOutputColumnPair[] Pairs => Columns;

    static ITransformer ITransformerLoader.Load(ModelLoadContext context)
        => new ValueMappingTransformer(ValueMap.Load(context), LoadColumns(context));

    private protected override OneToOneMapper.Output Bind(InputOutputColumnPair pair, DataViewSchema.Column input)
    {
        if (!input.Type.Equals(Map.KeyType)) throw Errors.Mismatch("inputSchema", input.Name, Map.KeyType, input.Type);
        return new(new(pair.OutputColumnName, Map.ValueType, Map.Annotations), input, row => Map.MakeGetter(row, row.Schema[input.Index]));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader<ValueMappingTransformer>(Signature);
        SaveColumns(ctx);
        Map.Save(ctx);
    }
}
