namespace Microsoft.ML.Data;

/// <summary>What a mapper makes of a view.</summary>
internal sealed class MappedView(IDataView source, MapperBinding binding) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => binding.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return Wrap(source.GetRowCursor(binding.GetDependencies(columns), rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return Array.ConvertAll(source.GetRowCursorSet(binding.GetDependencies(columns), n, rand), cursor => Wrap(cursor, columns));
    }

    private DelegatingCursor Wrap(DataViewRowCursor input, DataViewSchema.Column[] columns)
        => new(input, new MappedRow(input, binding.MakeColumns(input, columns)));
}
