namespace Microsoft.ML.Data;

/// <summary>A column as a sequence.</summary>
public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        return data.GetColumn<T>(data.Schema.GetColumnOrNull(columnName) ?? throw Errors.MissingColumn(nameof(columnName), columnName));
    }

    /// <summary>The values; a text also as string, a vector also as array.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        Type raw = column.Type.RawType;
        if (typeof(T) == raw) return ColumnReader.Read<T>(data, column);
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)ColumnReader.Read<ReadOnlyMemory<char>>(data, column).Select(text => text.ToString());
        if (typeof(T) == typeof(string[]) && raw == typeof(VBuffer<ReadOnlyMemory<char>>))
            return (IEnumerable<T>)ColumnReader.Read<VBuffer<ReadOnlyMemory<char>>>(data, column).Select(TypedColumns.ToStrings);
        if (typeof(T).IsSZArray && raw == typeof(VBuffer<>).MakeGenericType(typeof(T).GetElementType()))
            return Generic.Call<IEnumerable<T>>(typeof(ColumnCursorExtensions), nameof(Arrays), [typeof(T).GetElementType()], data, column);
        throw new ArgumentOutOfRangeException(
            nameof(column),
            $"Could not map a data view column '{column.Name}' of type {column.Type} to {typeof(T)}.");
    }

    private static IEnumerable<TItem[]> Arrays<TItem>(IDataView data, DataViewSchema.Column column)
        => ColumnReader.Read<VBuffer<TItem>>(data, column).Select(vector => vector.DenseValues().ToArray());
}
