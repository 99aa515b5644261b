using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.ModelLoader;

/// <summary>Collects the rows of a cursor as they come.</summary>
public sealed class TableReader
{
    private readonly DataViewSchema.Column[] _columns;
    private readonly Func<object>[] _getters;
    private readonly List<object>[] _values;

    public TableReader(DataViewRow row, IReadOnlyList<string> columns)
    {
        _columns = [.. columns.Select(name => row.Schema[name])];
        _getters = [.. _columns.Select(column => Getter(row, column))];
        _values = [.. columns.Select(_ => new List<object>())];
    }

    /// <summary>Keeps the values of the row at which the cursor stands.</summary>
    public void ReadRow()
    {
        for (int i = 0; i < _getters.Length; i++) _values[i].Add(_getters[i]());
    }

    public Table ToTable() => new([.. _columns.Select((column, i) => new TableColumn(column.Name, column.Type, _values[i]))]);

    private static Func<object> Getter(DataViewRow row, DataViewSchema.Column column)
    {
        return column.Type switch
        {
            TextDataViewType => Boxed<ReadOnlyMemory<char>>(text => text.ToString().AsMemory()),
            BooleanDataViewType => Boxed<bool>(value => value),
            KeyDataViewType => Boxed<uint>(value => value),
            NumberDataViewType number when number == NumberDataViewType.Single => Boxed<float>(value => value),
            NumberDataViewType number when number == NumberDataViewType.Int32 => Boxed<int>(value => value),
            VectorDataViewType vector when vector.ItemType == NumberDataViewType.Single => Boxed<VBuffer<float>>(value => Table.Copy(value)),
            _ => throw new NotSupportedException($"Column '{column.Name}' is {column.Type}, which a table does not hold."),
        };

        Func<object> Boxed<TValue>(Func<TValue, object> keep)
        {
            ValueGetter<TValue> getter = row.GetGetter<TValue>(column);
            TValue value = default!;
            return () =>
            {
                getter(ref value);
                return keep(value);
            };
        }
    }
}
