using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives columns a second name; nothing is copied.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase, ITransformerLoader
{
    internal const string Signature = "CopyColumns";

    internal ColumnCopyingTransformer(IEnumerable<InputOutputColumnPair> columns)
        : base(columns)
    {
    }

    internal InputOutputColumnPair[] Pairs => Columns;

    static ITransformer ITransformerLoader.Load(ModelLoadContext context) => new ColumnCopyingTransformer(LoadColumns(context));

    private protected override OneToOneMapper.Output Bind(InputOutputColumnPair pair, DataViewSchema.Column input)
        => new(new(pair.OutputColumnName, input.Type, input.Annotations), input, row => Getters.Of(row, row.Schema[input.Index]));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader<ColumnCopyingTransformer>(Signature);
        SaveColumns(ctx);
    }
}
