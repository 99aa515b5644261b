namespace Microsoft.ML.Data;

/// <summary>Gives rows at random out of a pool that is filled up from another cursor.</summary>
internal sealed class PoolCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly Random _random;
    private readonly StoredColumn[] _columns;
    private readonly StoredColumn<DataViewRowId> _ids;
    private readonly List<int> _filled = [];
    private readonly Stack<int> _free;
    private int _current = -1;
    private long _position = -1;
    private bool _ended;

    public PoolCursor(DataViewRowCursor input, Random random, int poolSize)
    {
        (_input, _random) = (input, random);
        _columns = [.. input.Schema.Select(column => input.IsColumnActive(column) ? StoredColumn.Create(input, column) : null)];
        _ids = new StoredColumn<DataViewRowId>(input.GetIdGetter());
        _free = new Stack<int>(Enumerable.Range(0, poolSize + 1).Reverse()); // one more for the row that is being looked at
    }

    public override DataViewSchema Schema => _input.Schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (_current >= 0) _free.Push(_current);
        _current = -1;
        while (!_ended && _free.Count > 1)
        {
            if (!_input.MoveNext())
            {
                _ended = true;
                break;
            }
            int slot = _free.Pop();
            foreach (StoredColumn column in _columns) column?.Store(slot);
            _ids.Store(slot);
            _filled.Add(slot);
        }
        if (_filled.Count == 0) return false;

        int chosen = _random.Next(_filled.Count);
        _current = _filled[chosen];
        _filled[chosen] = _filled[^1];
        _filled.RemoveAt(_filled.Count - 1);
        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.MakeGetter(() => _current);

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => Getters.Cast<TValue>((_columns[column.Index] ?? throw Getters.NotActive(column)).MakeGetter(() => _current), column);

    protected override void Dispose(bool disposing)
    {
        _input.Dispose();
        base.Dispose(disposing);
    }
}
