namespace Microsoft.ML.Data;

/// <summary>Leaves out the first rows, and all after so many.</summary>
internal sealed class RangeView(IDataView source, long skip, long take) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount() is { } count ? Math.Clamp(count - skip, 0, take) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        DataViewRowCursor input = source.GetRowCursor(columns);
        long toSkip = skip, toTake = take;
        return new SubsetCursor(input, Getters.Flags(Schema, columns), MoveNext);

        bool MoveNext()
        {
            for (; toSkip > 0; toSkip--)
                if (!input.MoveNext()) return false;
            return toTake-- > 0 && input.MoveNext();
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
