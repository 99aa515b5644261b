namespace Microsoft.ML.Data;

/// <summary>One object as a row, which may be replaced by another.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly TypedColumn<TRow>[] _members;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(SchemaDefinition definition)
    {
        _members = TypedColumns.Of<TRow>(definition);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(TypedColumns.Detached(_members));
        Schema = builder.ToSchema();
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public void MoveTo(TRow row) => (_current, _position) = (row, _position + 1);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => Getters.Cast<TValue>(_members[column.Index].MakeGetter(() => _current), column);
}
