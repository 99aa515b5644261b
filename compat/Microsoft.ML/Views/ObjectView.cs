namespace Microsoft.ML.Data;

/// <summary>Objects as rows. A list can be shuffled and counted; anything else is enumerated anew by each cursor.</summary>
internal sealed class ObjectView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _rows;
    private readonly TypedColumn<TRow>[] _members;

    public ObjectView(IEnumerable<TRow> rows, SchemaDefinition definition)
    {
        (_rows, _members) = (rows, TypedColumns.Of<TRow>(definition));
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(TypedColumns.Detached(_members));
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => _rows is IReadOnlyList<TRow>;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rows is IReadOnlyCollection<TRow> collection ? collection.Count : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Getters.Flags(Schema, columnsNeeded);
        return rand is not null && _rows is IReadOnlyList<TRow> list
            ? new Cursor(this, active, Shuffled(list.Count, rand).Select(i => ((long)i, list[i])))
            : new Cursor(this, active, _rows.Select((row, i) => ((long)i, row)));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private static int[] Shuffled(int count, Random random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }

    private sealed class Cursor(ObjectView<TRow> view, bool[] active, IEnumerable<(long Id, TRow Row)> rows) : DataViewRowCursor
    {
        private readonly IEnumerator<(long Id, TRow Row)> _rows = rows.GetEnumerator();
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            if (!_rows.MoveNext()) return false;
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_rows.Current.Id, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => active[column.Index]
                ? Getters.Cast<TValue>(view._members[column.Index].MakeGetter(() => _rows.Current.Row), column)
                : throw Getters.NotActive(column);

        protected override void Dispose(bool disposing)
        {
            _rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
