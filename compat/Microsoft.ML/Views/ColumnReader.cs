namespace Microsoft.ML.Data;

/// <summary>Reads one column.</summary>
internal static class ColumnReader
{
    /// <summary>The values of a column, of its raw type, each in memory of its own.</summary>
    public static IEnumerable<T> Read<T>(IDataView view, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            T value = default;
            getter(ref value);
            yield return value;
        }
    }
}
