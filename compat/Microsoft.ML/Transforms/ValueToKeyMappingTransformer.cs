using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives values their numbers; a value that was not learned becomes a missing key.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase, ITransformerLoader
{
    internal const string Signature = "MapValueToKey";

    private readonly KeyTable[] _tables;

    internal ValueToKeyMappingTransformer(IEnumerable<InputOutputColumnPair> columns, IEnumerable<KeyTable> tables)
        : base(columns)
        => _tables = [.. tables];

    static ITransformer ITransformerLoader.Load(ModelLoadContext context)
    {
        InputOutputColumnPair[] columns = [.. LoadColumns(context)];
        return new ValueToKeyMappingTransformer(columns, columns.Select((_, i) => KeyTable.Load(context, $"values{i}")));
    }

    private protected override OneToOneMapper.Output Bind(InputOutputColumnPair pair, DataViewSchema.Column input)
    {
        KeyTable table = _tables[Array.IndexOf(Columns, pair)];
        if (!input.Type.Equals(table.ValueType)) throw Errors.Mismatch("inputSchema", input.Name, table.ValueType, input.Type);
        return new(
            new(pair.OutputColumnName, table.KeyType, table.Annotations),
            input,
            row => table.MakeGetter(row, row.Schema[input.Index]));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader<ValueToKeyMappingTransformer>(Signature);
        SaveColumns(ctx);
        for (int i = 0; i < _tables.Length; i++) _tables[i].Save(ctx, $"values{i}");
    }
}
