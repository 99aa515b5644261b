using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A schema as far as it is known before anything is fitted.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape of a schema: its hidden columns are left out.</summary>
    internal static SchemaShape Create(DataViewSchema schema)
        => new(schema.Where(column => !column.IsHidden).Select(column => Column.Create(column.Name, column.Type, column.Annotations)));

    internal Column? Find(string name)
    {
        foreach (Column column in _columns)
            if (column.Name == name) return column;
        return null;
    }

    /// <summary>The column, or the exception of an estimator that needs it.</summary>
    internal Column Need(string name) => Find(name) ?? throw Errors.MissingColumn("inputSchema", name);

    /// <summary>This shape with columns added, or put in the place of those with the same name.</summary>
    internal SchemaShape With(params IEnumerable<Column> added)
    {
        Dictionary<string, Column> columns = _columns.ToDictionary(column => column.Name);
        foreach (Column column in added) columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }
}
