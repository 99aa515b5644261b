namespace Microsoft.ML.Data;

/// <summary>The columns of a row that a mapper gives.</summary>
internal sealed class MappedColumns(DataViewRow input, DataViewSchema schema, bool[] active, Delegate[] added, Action disposer)
    : IDisposable
{
    public DataViewSchema Schema => schema;

    public bool IsActive(DataViewSchema.Column column) => active[column.Index];

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!active[column.Index]) throw Getters.NotActive(column);
        int inputs = schema.Count - added.Length;
        return column.Index < inputs
            ? input.GetGetter<TValue>(input.Schema[column.Index])
            : Getters.Cast<TValue>(added[column.Index - inputs], column);
    }

    public void Dispose() => disposer?.Invoke();
}
