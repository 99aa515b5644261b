namespace Microsoft.ML.Data;

/// <summary>Makes the right <see cref="TypedColumn{TRow}"/> for each member.</summary>
internal static class TypedColumns
{
    public static TypedColumn<TRow>[] Of<TRow>(SchemaDefinition definition)
        where TRow : class
        => [.. definition.Select(Make<TRow>)];

    /// <summary>The schema that objects with such members have.</summary>
    public static DataViewSchema.DetachedColumn[] Detached<TRow>(IEnumerable<TypedColumn<TRow>> columns)
        where TRow : class
        => [.. columns.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type, column.Annotations))];

    public static string[] ToStrings(VBuffer<ReadOnlyMemory<char>> texts) => [.. texts.DenseValues().Select(text => text.ToString())];

    public static Delegate VectorGetter(Array values)
        => Generic.Call<Delegate>(typeof(TypedColumns), nameof(VectorGetterOf), [values.GetType().GetElementType()], values);

    private static ValueGetter<VBuffer<T>> VectorGetterOf<T>(T[] values)
    {
        var vector = new VBuffer<T>(values.Length, values);
        return (ref VBuffer<T> destination) => vector.CopyTo(ref destination);
    }

    private static TypedColumn<TRow> Make<TRow>(SchemaDefinition.Column column)
        where TRow : class
    {
        Type member = column.MemberType;
        Type item = DataViewTypes.ItemOfVector(member);
        Type rawItem = item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
        Type raw = rawItem is not null ? typeof(VBuffer<>).MakeGenericType(rawItem)
            : member == typeof(string) ? typeof(ReadOnlyMemory<char>)
            : member;
        if (column.ColumnType.RawType != raw)
            throw new ArgumentOutOfRangeException(
                nameof(column),
                $"The column '{column.ColumnName}' cannot be '{column.ColumnType}': the member {column.MemberName} is of type {member}.");

        Type made =
            member == typeof(string) ? typeof(StringColumn<>).MakeGenericType(typeof(TRow))
            : member == typeof(string[]) ? typeof(StringArrayColumn<>).MakeGenericType(typeof(TRow))
            : member.IsArray ? typeof(ArrayColumn<,>).MakeGenericType(typeof(TRow), item)
            : typeof(ValueColumn<,>).MakeGenericType(typeof(TRow), member);
        return (TypedColumn<TRow>)Activator.CreateInstance(made, column);
    }
}
