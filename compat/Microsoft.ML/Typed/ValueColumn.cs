namespace Microsoft.ML.Data;

/// <summary>A member of the raw type itself: a number, a text in memory, a vector.</summary>
internal sealed class ValueColumn<TRow, TValue>(SchemaDefinition.Column definition) : TypedColumn<TRow>(definition)
    where TRow : class
{
    public override Delegate MakeGetter(Func<TRow> current)
    {
        Func<TRow, TValue> get = MemberAccess.Getter<TRow, TValue>(Member);
        Values<TValue>.Copier copy = Values<TValue>.Copy;
        ValueGetter<TValue> getter = (ref TValue destination) => copy(get(current()), ref destination);
        return getter;
    }

    public override Action<TRow> MakeSetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = row.GetGetter<TValue>(column);
        Action<TRow, TValue> set = MemberAccess.Setter<TRow, TValue>(Member);
        Func<TRow, TValue> get = MemberAccess.GetterOrDefault<TRow, TValue>(Member);
        return target =>
        {
            TValue value = get(target); // a vector's arrays are filled again
            getter(ref value);
            set(target, value);
        };
    }
}
