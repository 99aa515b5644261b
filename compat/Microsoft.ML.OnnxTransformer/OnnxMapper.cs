using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A model tied to an input schema. It runs once for each row, when one of its outputs is asked for.</summary>
internal sealed class OnnxMapper : RowMapper
{
    private readonly OnnxModel _model;
    private readonly OnnxNode[] _inputs;
    private readonly OnnxNode[] _outputs;
    private readonly DataViewSchema.Column[] _columns;

    public OnnxMapper(OnnxModel model, OnnxNode[] inputs, OnnxNode[] outputs, DataViewSchema inputSchema)
        : base(inputSchema)
    {
        (_model, _inputs, _outputs) = (model, inputs, outputs);
        _columns = Array.ConvertAll(inputs, input =>
        {
            DataViewSchema.Column column = inputSchema.GetColumnOrNull(input.Name)
                ?? throw Errors.MissingColumn(nameof(inputSchema), input.Name);
            if (!input.ItemType.Equals(DataViewTypes.ItemOf(column.Type)))
                throw Errors.Mismatch(nameof(inputSchema), input.Name, input.ColumnType, column.Type);
            if (column.Type is not VectorDataViewType vector) input.ShapeOf(1);
            else if (vector.IsKnownSize) input.ShapeOf(vector.Size);
            return column;
        });
        Added = Array.ConvertAll(outputs, output => new DataViewSchema.DetachedColumn(output.Name, output.ColumnType));
    }

    public override DataViewSchema.DetachedColumn[] Added { get; }

    public override IEnumerable<int> Dependencies(int added) => _columns.Select(column => column.Index);

    public override Delegate[] MakeGetters(DataViewRow input, bool[] wanted, out Action disposer)
    {
        disposer = null;
        if (!wanted.Contains(true)) return new Delegate[wanted.Length];
        OnnxInput[] inputs = [.. _inputs.Select((node, i) => OnnxInput.Create(node, input, input.Schema[_columns[i].Index]))];
        string[] outputNames = [.. _outputs.Where((_, i) => wanted[i]).Select(output => output.Name)];
        var run = new OnnxRun(_model, inputs, outputNames, input);
        disposer = run.Dispose;

        var getters = new Delegate[wanted.Length];
        for (int i = 0, result = 0; i < wanted.Length; i++)
            if (wanted[i]) getters[i] = MakeGetter(_outputs[i].ItemType.RawType, run, result++);
        return getters;
    }

    private static Delegate MakeGetter(Type type, OnnxRun run, int result)
        => Generic.Call<Delegate>(typeof(OnnxMapper), nameof(MakeGetterOf), [type], run, result);

    private static ValueGetter<VBuffer<T>> MakeGetterOf<T>(OnnxRun run, int result)
        where T : unmanaged
        => (ref VBuffer<T> destination) =>
        {
            OrtValue value = run.Result(result);
            ReadOnlySpan<T> items = value.GetTensorDataAsSpan<T>();
            var editor = VBufferEditor.Create(ref destination, items.Length);
            items.CopyTo(editor.Values);
            destination = editor.Commit();
        };
}
