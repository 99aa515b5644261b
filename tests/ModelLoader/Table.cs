using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.ModelLoader;

/// <summary>
/// Rows in memory, with columns of text, truth values, numbers (Single, Int32), keys (UInt32) and vectors of Single. It can be
/// written to a file and read by another process, and counts how often a value is asked for.
/// </summary>
public sealed class Table : IDataView
{
    private long _asked;

    public Table(IReadOnlyList<TableColumn> columns)
    {
        Columns = columns;
        Count = columns.Count == 0 ? 0 : columns[0].Values.Count;
        var builder = new DataViewSchema.Builder();
        foreach (TableColumn column in columns) builder.AddColumn(column.Name, column.Type);
        Schema = builder.ToSchema();
    }

    public IReadOnlyList<TableColumn> Columns { get; }

    public int Count { get; }

    /// <summary>How many values have been asked for since the table was made.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(this, [.. columnsNeeded.Select(column => column.Index)], 0, 1);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        HashSet<int> needed = [.. columnsNeeded.Select(column => column.Index)];
        return [.. Enumerable.Range(0, n).Select(i => (DataViewRowCursor)new Cursor(this, needed, i, n))];
    }

    /// <summary>All visible columns of a view, read at once.</summary>
    public static Table From(IDataView data) => From(data, [.. data.Schema.Where(column => !column.IsHidden).Select(column => column.Name)]);

    /// <summary>Some columns of a view, read at once.</summary>
    public static Table From(IDataView data, IReadOnlyList<string> columns)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.Select(name => data.Schema[name]));
        var reader = new TableReader(cursor, columns);
        while (cursor.MoveNext()) reader.ReadRow();
        return reader.ToTable();
    }

    /// <summary>The same rows without a column.</summary>
    public Table Without(string name) => new([.. Columns.Where(column => column.Name != name)]);

    /// <summary>The same rows with another column in place of the one of that name.</summary>
    public Table With(TableColumn other) => new([.. Columns.Select(column => column.Name == other.Name ? other : column)]);

    /// <summary>A hash over types and values of some columns of a view.</summary>
    public static string Hash(IDataView data, IReadOnlyList<string> columns) => From(data, columns).Hash();

    /// <summary>A hash over names, types and values.</summary>
    public string Hash()
    {
        using var bytes = new MemoryStream();
        TableFormat.Write(this, bytes);
        return Convert.ToHexString(SHA256.HashData(bytes.ToArray()));
    }

    public static Table Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return TableFormat.Read(stream);
    }

    public void Write(string path)
    {
        using FileStream stream = File.Create(path);
        TableFormat.Write(this, stream);
    }

    internal static VBuffer<float> Copy(VBuffer<float> vector) => new(vector.Length, [.. vector.DenseValues()]);

    private sealed class Cursor(Table table, HashSet<int> active, int first, int step) : DataViewRowCursor
    {
        private int _row = first - step;

        public override long Position => (_row - first) / step;

        public override long Batch => _row;

        public override DataViewSchema Schema => table.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override bool MoveNext() => (_row += step) < table.Count;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!active.Contains(column.Index)) throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active.");
            IReadOnlyList<object> values = table.Columns[column.Index].Values;
            if (typeof(TValue) != column.Type.RawType) throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}.");
            return (ref TValue value) =>
            {
                Interlocked.Increment(ref table._asked);
                value = values[_row] is VBuffer<float> vector ? (TValue)(object)Copy(vector) : (TValue)values[_row];
            };
        }
    }
}
