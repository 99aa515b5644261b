namespace Microsoft.ML.Data;

/// <summary>The members of a row class tied to the columns of a schema, to turn rows into objects.</summary>
internal sealed class TypedBinding<TRow>
    where TRow : class
{
    private readonly List<(TypedColumn<TRow> Member, DataViewSchema.Column Column)> _pairs = [];

    public TypedBinding(DataViewSchema schema, TypedColumn<TRow>[] members, bool ignoreMissingColumns, string parameter)
    {
        foreach (TypedColumn<TRow> member in members)
        {
            if (schema.GetColumnOrNull(member.Name) is not { } column)
            {
                if (ignoreMissingColumns) continue;
                throw Errors.MissingColumn(parameter, member.Name);
            }
            if (column.Type.RawType != member.Type.RawType)
                throw new InvalidOperationException(
                    $"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property '{member.MemberName}' "
                    + $"of type '{member.Type.RawType}'.");
            _pairs.Add((member, column));
        }
    }

    public IEnumerable<DataViewSchema.Column> Columns => _pairs.Select(pair => pair.Column);

    /// <summary>What fills an object with the values of the row of the moment.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        Action<TRow>[] setters = [.. _pairs.Select(pair => pair.Member.MakeSetter(row, pair.Column))];
        return target =>
        {
            foreach (Action<TRow> setter in setters) setter(target);
        };
    }
}
