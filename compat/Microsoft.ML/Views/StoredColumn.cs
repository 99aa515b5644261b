namespace Microsoft.ML.Data;

/// <summary>Values of a column that are kept in memory.</summary>
internal abstract class StoredColumn
{
    /// <summary>Keeps the value of the row of the moment under a number.</summary>
    public abstract void Store(int slot);

    public abstract Delegate MakeGetter(Func<int> slot);

    public static StoredColumn Create(DataViewRow row, DataViewSchema.Column column)
        => (StoredColumn)Activator.CreateInstance(typeof(StoredColumn<>).MakeGenericType(column.Type.RawType), Getters.Of(row, column));
}
