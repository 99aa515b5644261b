namespace Microsoft.ML.Data;

/// <summary>A member that is an array of numbers or the like; null is the empty vector.</summary>
internal sealed class ArrayColumn<TRow, TItem>(SchemaDefinition.Column definition) : TypedColumn<TRow>(definition)
    where TRow : class
{
    public override Delegate MakeGetter(Func<TRow> current)
    {
        Func<TRow, TItem[]> get = MemberAccess.Getter<TRow, TItem[]>(Member);
        ValueGetter<VBuffer<TItem>> getter = (ref VBuffer<TItem> destination) =>
        {
            ReadOnlySpan<TItem> items = get(current());
            var editor = VBufferEditor.Create(ref destination, items.Length);
            items.CopyTo(editor.Values);
            destination = editor.Commit();
        };
        return getter;
    }

    public override Action<TRow> MakeSetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<TItem>> getter = row.GetGetter<VBuffer<TItem>>(column);
        Action<TRow, TItem[]> set = MemberAccess.Setter<TRow, TItem[]>(Member);
        Func<TRow, TItem[]> get = MemberAccess.GetterOrDefault<TRow, TItem[]>(Member);
        return target =>
        {
            // The getter fills the array that the object has, if it fits; the member then holds just that array.
            TItem[] items = get(target);
            VBuffer<TItem> vector = items is null ? default : new VBuffer<TItem>(items.Length, items);
            getter(ref vector);
            if (vector.IsDense && vector.ValuesArray?.Length == vector.Length)
            {
                set(target, vector.ValuesArray);
                return;
            }
            var dense = new TItem[vector.Length];
            vector.CopyTo(dense);
            set(target, dense);
        };
    }
}
