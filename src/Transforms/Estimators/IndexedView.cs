using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Estimators;

/// <summary>
/// An <c>IDataView</c> over rows that can be read in any order. Rows can be shuffled and counted, and a set of cursors shares them. A value is
/// read when its getter is called, and never for a column that is not active.
/// </summary>
/// <param name="schema">The columns.</param>
/// <param name="rows">Number of rows.</param>
internal abstract class IndexedView(DataViewSchema schema, int rows) : IDataView
{
    private const int BatchRows = 16; // neighbouring rows of one cursor of a set

    public bool CanShuffle => true;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        HashSet<int> active = [.. columnsNeeded.Select(column => column.Index)];
        int[]? order = null;
        if (rand is not null)
        {
            order = [.. Enumerable.Range(0, rows)];
            rand.Shuffle(order);
        }
        int count = Math.Clamp(n, 1, Math.Max(1, (rows + BatchRows - 1) / BatchRows));
        return [.. Enumerable.Range(0, count).Select(number => new Cursor(this, active, order, number, count))];
    }

    /// <summary>Makes the <see cref="ValueGetter{TValue}"/> of a column.</summary>
    /// <param name="column">The index of the column.</param>
    /// <param name="row">Gives the row that the cursor is at.</param>
    protected abstract Delegate MakeGetter(int column, Func<int> row);

    private sealed class Cursor(IndexedView view, HashSet<int> active, int[]? order, int number, int count) : DataViewRowCursor
    {
        private readonly int _rows = (int)view.GetRowCount()!;
        private long _position = -1;
        private long _at = -1; // in the order of all rows

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        // Rows of lower batches come first where several cursors are merged.
        public override long Batch => count == 1 ? 0 : _at / BatchRows;

        public override bool MoveNext()
        {
            if (_at >= _rows) return false;
            _at = _at < 0 ? (long)number * BatchRows : count > 1 && _at % BatchRows == BatchRows - 1 ? _at + 1 + (count - 1L) * BatchRows : _at + 1;
            if (_at >= _rows)
            {
                _at = _rows;
                _position = -1;
                return false;
            }
            _position++;
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row(), 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"The column '{column.Name}' is not active; name it when the cursor is made.");
            return view.MakeGetter(column.Index, Row) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"The column '{column.Name}' has values of type {column.Type.RawType}, not {typeof(TValue)}.");
        }

        private int Row()
        {
            if (_at < 0 || _at >= _rows)
                throw new InvalidOperationException("The cursor is before the first row or after the last; call MoveNext first.");
            return order is null ? (int)_at : order[_at];
        }
    }
}
