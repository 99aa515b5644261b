using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A member of a row class as a column.</summary>
internal abstract class TypedColumn<TRow>(SchemaDefinition.Column definition)
    where TRow : class
{
    public string MemberName { get; } = definition.MemberName;

    public string Name { get; } = definition.ColumnName;

    public DataViewType Type { get; } = definition.ColumnType;

    public DataViewSchema.Annotations Annotations { get; } = definition.Annotations;

    protected MemberInfo Member { get; } = definition.Member;

    /// <summary>A getter, of the column's raw type, that reads the member of the row object of the moment.</summary>
    public abstract Delegate MakeGetter(Func<TRow> current);

    /// <summary>What writes the value that the column has in the row into a row object.</summary>
    public abstract Action<TRow> MakeSetter(DataViewRow row, DataViewSchema.Column column);
}
