namespace Microsoft.ML.Data;

/// <summary>A cursor over some of the rows of another, with the same columns.</summary>
internal sealed class SubsetCursor(DataViewRowCursor input, bool[] active, Func<bool> moveNext) : DataViewRowCursor
{
    private long _position = -1;

    public override DataViewSchema Schema => input.Schema;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override bool MoveNext()
    {
        if (!moveNext()) return false;
        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => active[column.Index] ? input.GetGetter<TValue>(column) : throw Getters.NotActive(column);

    protected override void Dispose(bool disposing)
    {
        input.Dispose();
        base.Dispose(disposing);
    }
}
