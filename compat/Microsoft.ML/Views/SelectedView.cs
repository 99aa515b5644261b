namespace Microsoft.ML.Data;

/// <summary>Some of the columns of a view, perhaps in another order.</summary>
internal sealed class SelectedView(IDataView source, SelectedColumns columns) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => columns.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        DataViewRowCursor input = source.GetRowCursor(columns.GetDependencies(needed), rand);
        return new DelegatingCursor(input, columns.GetRow(input, needed));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return Array.ConvertAll(
            source.GetRowCursorSet(columns.GetDependencies(needed), n, rand),
            DataViewRowCursor (input) => new DelegatingCursor(input, columns.GetRow(input, needed)));
    }
}
