namespace Microsoft.ML.Data;

/// <summary>A member of type string; null is the empty text.</summary>
internal sealed class StringColumn<TRow>(SchemaDefinition.Column definition) : TypedColumn<TRow>(definition)
    where TRow : class
{
    public override Delegate MakeGetter(Func<TRow> current)
    {
        Func<TRow, string> get = MemberAccess.Getter<TRow, string>(Member);
        ValueGetter<ReadOnlyMemory<char>> getter = (ref ReadOnlyMemory<char> destination) => destination = get(current()).AsMemory();
        return getter;
    }

    public override Action<TRow> MakeSetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        Action<TRow, string> set = MemberAccess.Setter<TRow, string>(Member);
        ReadOnlyMemory<char> text = default;
        return target =>
        {
            getter(ref text);
            set(target, text.ToString());
        };
    }
}
