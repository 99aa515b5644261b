namespace Microsoft.ML.Data;

/// <summary>Getters whose type is known only when the program runs.</summary>
internal static class Getters
{
    /// <summary>The row's getter of the column.</summary>
    public static Delegate Of(DataViewRow row, DataViewSchema.Column column)
        => Generic.Call<Delegate>(typeof(Getters), nameof(OfRaw), [column.Type.RawType], row, column);

    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException(
                $"Invalid TValue in GetGetter for column '{column.Name}': '{typeof(TValue)}', expected type: '{column.Type.RawType}'");

    public static InvalidOperationException NotActive(DataViewSchema.Column column)
        => new($"The column '{column.Name}' was not asked for when the cursor was made.");

    /// <summary>Which of a schema's columns are among those.</summary>
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var flags = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns) flags[column.Index] = true;
        return flags;
    }

    private static ValueGetter<TValue> OfRaw<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);
}
