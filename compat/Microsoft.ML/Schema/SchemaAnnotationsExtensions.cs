namespace Microsoft.ML.Data;

/// <summary>The annotations of a column by name.</summary>
public static class SchemaAnnotationsExtensions
{
    public static bool HasSlotNames(this DataViewSchema.Column column)
        => ItemType(column, AnnotationKinds.SlotNames) is TextDataViewType;

    public static void GetSlotNames(this DataViewSchema.Column column, ref VBuffer<ReadOnlyMemory<char>> slotNames)
        => column.Annotations.GetValue(AnnotationKinds.SlotNames, ref slotNames);

    /// <summary>Whether the keys have values (of that type, if one is given).</summary>
    public static bool HasKeyValues(this DataViewSchema.Column column, PrimitiveDataViewType keyValueItemType = null)
        => ItemType(column, AnnotationKinds.KeyValues) is { } found && (keyValueItemType is null || keyValueItemType.Equals(found));

    public static void GetKeyValues<TValue>(this DataViewSchema.Column column, ref VBuffer<TValue> keyValues)
        => column.Annotations.GetValue(AnnotationKinds.KeyValues, ref keyValues);

    private static PrimitiveDataViewType ItemType(DataViewSchema.Column column, string kind)
        => (column.Annotations?.Schema.GetColumnOrNull(kind)?.Type as VectorDataViewType)?.ItemType;
}
