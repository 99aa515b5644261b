namespace Microsoft.ML.Data;

/// <summary>Which columns of a schema are kept, in which order.</summary>
internal sealed class SelectedColumns : IRowToRowMapper
{
    private readonly int[] _kept;

    public SelectedColumns(DataViewSchema inputSchema, IEnumerable<int> kept)
    {
        (InputSchema, _kept) = (inputSchema, [.. kept]);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_kept.Select(index => inputSchema[index]));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => [.. dependingColumns.Select(column => InputSchema[_kept[column.Index]])];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new Row(this, input, Getters.Flags(OutputSchema, activeColumns));

    private sealed class Row(SelectedColumns columns, DataViewRow input, bool[] active) : DataViewRow
    {
        public override DataViewSchema Schema => columns.OutputSchema;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => active[column.Index]
                ? input.GetGetter<TValue>(input.Schema[columns._kept[column.Index]])
                : throw Getters.NotActive(column);

        protected override void Dispose(bool disposing)
        {
            input.Dispose();
            base.Dispose(disposing);
        }
    }
}
