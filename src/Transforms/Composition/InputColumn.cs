using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Composition;

/// <summary>What an estimator needs of one input column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="ItemType">The type of its items.</param>
/// <param name="IsVector">Whether the column holds vectors.</param>
internal sealed record InputColumn(string Name, DataViewType ItemType, bool IsVector = false)
{
    private string Expected => IsVector ? $"a vector of {ItemType}" : $"{ItemType}";

    public void Check(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(Name) is not { } column)
            throw Missing(schema.Select(c => c.Name));
        bool isVector = column.Type is VectorDataViewType;
        DataViewType itemType = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        if (isVector != IsVector || !Accepts(itemType))
            throw Mismatch(column.Type.ToString()!);
    }

    public void Check(SchemaShape shape)
    {
        // SchemaShape.Column is a struct: its default, with a null name, stands for "not there".
        SchemaShape.Column column = shape.FirstOrDefault(c => c.Name == Name);
        if (column.Name is null)
            throw Missing(shape.Select(c => c.Name));
        bool isVector = column.Kind != SchemaShape.Column.VectorKind.Scalar;
        if (isVector != IsVector || !(column.IsKey ? ItemType is KeyDataViewType : Accepts(column.ItemType)))
            throw Mismatch($"{(isVector ? "a vector of " : "")}{column.ItemType}");
    }

    private bool Accepts(DataViewType found) => ItemType is KeyDataViewType ? found is KeyDataViewType : found.Equals(ItemType);

    private ArgumentOutOfRangeException Missing(IEnumerable<string> there)
        => new("inputSchema", $"Could not find input column '{Name}'. The columns are: {string.Join(", ", there.Distinct())}.");

    private ArgumentOutOfRangeException Mismatch(string found)
        => new("inputSchema", $"Schema mismatch for input column '{Name}': expected {Expected}, got {found}.");
}
