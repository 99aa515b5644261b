namespace Microsoft.ML.Data;

/// <summary>
/// Keeps what was computed once. Rows are computed when the first cursor comes to them, columns when they are first asked for.
/// </summary>
internal sealed class CachedView(IDataView source, string[] prefetch) : IDataView
{
    private readonly Lock _gate = new();
    private readonly (CacheFiller Filler, StoredColumn Values)[] _columns = new (CacheFiller, StoredColumn)[source.Schema.Count];
    private CacheFiller _any;

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => _any?.Count ?? source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Getters.Flags(Schema, columnsNeeded);
        CacheFiller[] fillers = Fillers(active);
        int[] order = null;
        if (rand is not null)
        {
            foreach (CacheFiller filler in fillers) filler.Fill();
            order = [.. Enumerable.Range(0, (int)fillers[0].Count.Value)];
            rand.Shuffle(order);
        }
        return new Cursor(this, active, fillers, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private CacheFiller[] Fillers(bool[] active)
    {
        lock (_gate)
        {
            DataViewSchema.Column[] missing =
            [
                .. Schema.Where(column => _columns[column.Index].Filler is null
                    && (active[column.Index] || (!column.IsHidden && prefetch.Contains(column.Name)))),
            ];
            if (_any is null || missing.Any(column => active[column.Index]))
            {
                DataViewRowCursor cursor = source.GetRowCursor(missing);
                StoredColumn[] stored = Array.ConvertAll(missing, column => StoredColumn.Create(cursor, column));
                var filler = new CacheFiller(cursor, stored);
                _any ??= filler;
                for (int i = 0; i < missing.Length; i++) _columns[missing[i].Index] = (filler, stored[i]);
            }
            CacheFiller[] fillers = [.. _columns.Where((_, i) => active[i]).Select(column => column.Filler).Distinct()];
            return fillers.Length > 0 ? fillers : [_any];
        }
    }

    private sealed class Cursor(CachedView view, bool[] active, CacheFiller[] fillers, int[] order) : DataViewRowCursor
    {
        private int _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        private int Index => order is null ? _position : order[_position];

        public override bool MoveNext()
        {
            int next = _position + 1;
            if (order is not null ? next >= order.Length : !Array.TrueForAll(fillers, filler => filler.FillTo(next))) return false;
            _position = next;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Index, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => active[column.Index]
                ? Getters.Cast<TValue>(view._columns[column.Index].Values.MakeGetter(() => Index), column)
                : throw Getters.NotActive(column);
    }
}
