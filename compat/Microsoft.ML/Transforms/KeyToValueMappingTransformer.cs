using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives keys the values that they stand for; a missing key gives a missing value.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase, ITransformerLoader
{
    internal const string Signature = "MapKeyToValue";

    internal KeyToValueMappingTransformer(IEnumerable<InputOutputColumnPair> columns)
        : base(columns)
    {
    }

    internal InputOutputColumnPair[] Pairs => Columns;

    static ITransformer ITransformerLoader.Load(ModelLoadContext context) => new KeyToValueMappingTransformer(LoadColumns(context));

    private protected override OneToOneMapper.Output Bind(InputOutputColumnPair pair, DataViewSchema.Column input)
    {
        if (input.Type is not KeyDataViewType
            || input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is not VectorDataViewType names)
        {
            throw Errors.Mismatch("inputSchema", input.Name, "Key with KeyValues annotation", input.Type);
        }
        Type[] type = [names.ItemType.RawType];
        return new(
            new(pair.OutputColumnName, names.ItemType),
            input,
            row => Generic.Call<Delegate>(typeof(KeyToValueMappingTransformer), nameof(MakeGetter), type, row, row.Schema[input.Index]));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader<KeyToValueMappingTransformer>(Signature);
        SaveColumns(ctx);
    }

    private static ValueGetter<T> MakeGetter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        VBuffer<T> names = default;
        column.GetKeyValues(ref names);
        T[] values = [.. names.DenseValues()];
        Func<ulong> key = KeyReader.Make(row, column);
        return (ref T destination) =>
        {
            ulong current = key();
            destination = current > 0 && current <= (ulong)values.Length ? values[current - 1] : Values<T>.Missing;
        };
    }
}
