namespace Microsoft.ML.Data;

/// <summary>A member of type string[]; null is the empty vector.</summary>
internal sealed class StringArrayColumn<TRow>(SchemaDefinition.Column definition) : TypedColumn<TRow>(definition)
    where TRow : class
{
    public override Delegate MakeGetter(Func<TRow> current)
    {
        Func<TRow, string[]> get = MemberAccess.Getter<TRow, string[]>(Member);
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = (ref VBuffer<ReadOnlyMemory<char>> destination) =>
        {
            string[] texts = get(current()) ?? [];
            var editor = VBufferEditor.Create(ref destination, texts.Length);
            for (int i = 0; i < texts.Length; i++) editor.Values[i] = texts[i].AsMemory();
            destination = editor.Commit();
        };
        return getter;
    }

    public override Action<TRow> MakeSetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        Action<TRow, string[]> set = MemberAccess.Setter<TRow, string[]>(Member);
        VBuffer<ReadOnlyMemory<char>> texts = default;
        return target =>
        {
            getter(ref texts);
            set(target, TypedColumns.ToStrings(texts));
        };
    }
}
