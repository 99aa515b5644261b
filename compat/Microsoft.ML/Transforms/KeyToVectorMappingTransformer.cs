using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes one-hot vectors, sparse ones, of keys; a missing key gives zeros.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase, ITransformerLoader
{
    internal const string Signature = "MapKeyToVector";

    internal KeyToVectorMappingTransformer(IEnumerable<InputOutputColumnPair> columns)
        : base(columns)
    {
    }

    internal InputOutputColumnPair[] Pairs => Columns;

    static ITransformer ITransformerLoader.Load(ModelLoadContext context) => new KeyToVectorMappingTransformer(LoadColumns(context));

    private protected override OneToOneMapper.Output Bind(InputOutputColumnPair pair, DataViewSchema.Column input)
    {
        if (input.Type is not KeyDataViewType key) throw Errors.Mismatch("inputSchema", input.Name, "Key", input.Type);
        if (key.Count > int.MaxValue)
            throw Errors.Mismatch("inputSchema", input.Name, $"Key with at most {int.MaxValue} values", input.Type);
        DataViewSchema.Annotations annotations = null;
        if (input.HasKeyValues(TextDataViewType.Instance))
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            input.GetKeyValues(ref names);
            annotations = AnnotationKinds.Make(AnnotationKinds.SlotNames, TextDataViewType.Instance, names.DenseValues().ToArray());
        }
        int count = (int)key.Count;
        return new(
            new(pair.OutputColumnName, new VectorDataViewType(NumberDataViewType.Single, count), annotations),
            input,
            row => MakeGetter(KeyReader.Make(row, row.Schema[input.Index]), count));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader<KeyToVectorMappingTransformer>(Signature);
        SaveColumns(ctx);
    }

    private static ValueGetter<VBuffer<float>> MakeGetter(Func<ulong> key, int count) => (ref VBuffer<float> destination) =>
    {
        ulong current = key();
        bool isKnown = current > 0 && current <= (ulong)count;
        var editor = VBufferEditor.Create(ref destination, count, isKnown ? 1 : 0);
        if (isKnown)
        {
            editor.Values[0] = 1;
            if (count > 1) editor.Indices[0] = (int)current - 1;
        }
        destination = editor.Commit();
    };
}
