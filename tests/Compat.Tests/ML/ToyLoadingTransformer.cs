using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

/// <summary>A transformer with views, rows and cursors of its own; saved as a chain of built-in parts.</summary>
internal sealed class ToyLoadingTransformer(MLContext ml, string output, string input, ToyOptions options) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public static VectorDataViewType TypeFor(ToyOptions options) => new(NumberDataViewType.Single, 3, options.Size, options.Size);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        if (inputSchema.GetColumnOrNull(input) is not { Type: TextDataViewType })
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"There is no text column '{input}'.");
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn(output, TypeFor(options));
        return builder.ToSchema();
    }

    public IDataView Transform(IDataView data) => new View(this, data);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(this, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(options)));
        var chain = ml.Transforms.CopyColumns(ToyInput.PathColumn, input)
            .Append(ml.Transforms.CustomMapping(new ToyZeroFactory().GetMapping(), ToyZeroFactory.Contract))
            .Append(ml.Transforms.Conversion.MapValue(ToyInput.OptionsColumn, new Dictionary<int, string> { [0] = text }, ToyZero.Column))
            .Append(options.Size == 4
                ? (IEstimator<ITransformer>)ml.Transforms.CustomMapping(new ToyFactory4().GetMapping(), ToyFactory4.Contract)
                : ml.Transforms.CustomMapping(new ToyFactory().GetMapping(), ToyFactory.Contract))
            .Append(ml.Transforms.CopyColumns(output, ToyPixels.Column))
            .Append(ml.Transforms.DropColumns(ToyZero.Column, ToyInput.PathColumn, ToyInput.OptionsColumn, ToyPixels.Column));
        SchemaDefinition definition = SchemaDefinition.Create(typeof(PathOnly));
        definition[0].ColumnName = input;
        ((ICanSaveModel)chain.Fit(ml.Data.LoadFromEnumerable(Array.Empty<PathOnly>(), definition))).Save(ctx);
    }

    private static ValueGetter<TValue> Getter<TValue>(
        DataViewRow source,
        Delegate? added,
        DataViewSchema.Column column,
        DataViewSchema schema)
        => column.Index < schema.Count - 1
            ? source.GetGetter<TValue>(source.Schema[column.Index])
            : added as ValueGetter<TValue> ?? throw new InvalidOperationException(
                $"Column '{column.Name}' is not active or of another type.");

    private ValueGetter<VBuffer<float>> MakeGetter(DataViewRow source)
    {
        ValueGetter<ReadOnlyMemory<char>> path = source.GetGetter<ReadOnlyMemory<char>>(source.Schema[input]);
        ReadOnlyMemory<char> current = default;
        return (ref VBuffer<float> destination) =>
        {
            path(ref current);
            Toy.Decode(current, options, ref destination);
        };
    }

    private DataViewSchema.Column[] Dependencies(DataViewSchema inputSchema, IEnumerable<DataViewSchema.Column> wanted)
    {
        HashSet<int> needed = [.. wanted.Select(column => column.Index < inputSchema.Count ? column.Index : inputSchema[input].Index)];
        return [.. inputSchema.Where(column => needed.Contains(column.Index))];
    }

    private sealed class PathOnly
    {
        public string Path { get; set; } = "";
    }

    private sealed class Mapper(ToyLoadingTransformer parent, DataViewSchema inputSchema) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => inputSchema;

        public DataViewSchema OutputSchema { get; } = parent.GetOutputSchema(inputSchema);

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
            => parent.Dependencies(inputSchema, dependingColumns);

        public DataViewRow GetRow(DataViewRow source, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            HashSet<int> active = [.. activeColumns.Select(column => column.Index)];
            return new Row(source, OutputSchema, active.Contains(OutputSchema.Count - 1) ? parent.MakeGetter(source) : null, active);
        }
    }

    private sealed class Row(DataViewRow source, DataViewSchema schema, Delegate? added, HashSet<int> active) : DataViewRow
    {
        public override DataViewSchema Schema => schema;

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Getter<TValue>(source, added, column, schema);
    }

    private sealed class View(ToyLoadingTransformer parent, IDataView source) : IDataView
    {
        public DataViewSchema Schema { get; } = parent.GetOutputSchema(source.Schema);

        public bool CanShuffle => source.CanShuffle;

        public long? GetRowCount() => source.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            DataViewSchema.Column[] wanted = [.. columnsNeeded];
            DataViewRowCursor cursor = source.GetRowCursor(parent.Dependencies(source.Schema, wanted), rand);
            bool isWanted = wanted.Any(column => column.Index == Schema.Count - 1);
            return new Cursor(cursor, Schema, isWanted ? parent.MakeGetter(cursor) : null, [.. wanted.Select(column => column.Index)]);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
            => [GetRowCursor(columnsNeeded, rand)];
    }

    private sealed class Cursor(DataViewRowCursor source, DataViewSchema schema, Delegate? added, HashSet<int> active) : DataViewRowCursor
    {
        public override DataViewSchema Schema => schema;

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override bool MoveNext() => source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Getter<TValue>(source, added, column, schema);

        protected override void Dispose(bool disposing)
        {
            if (disposing) source.Dispose();
            base.Dispose(disposing);
        }
    }
}
