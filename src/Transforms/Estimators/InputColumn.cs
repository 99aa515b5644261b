using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Estimators;

/// <summary>The requirements of an estimator on one input column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="ItemType">The type of its items. A key type matches keys of any size.</param>
/// <param name="IsVector">Whether the column holds vectors.</param>
internal sealed record InputColumn(string Name, DataViewType ItemType, bool IsVector = false)
{
    private bool IsKey => ItemType is KeyDataViewType;

    private string Expected => Describe(IsKey ? "Key" : $"{ItemType}", IsVector);

    public void Check(DataViewSchema inputSchema)
    {
        if (inputSchema.GetColumnOrNull(Name) is not { } column)
            throw Missing(nameof(inputSchema), inputSchema.Select(c => c.Name));
        DataViewType itemType = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        if (column.Type is VectorDataViewType != IsVector || !(IsKey ? itemType is KeyDataViewType : itemType.Equals(ItemType)))
            throw Mismatch(nameof(inputSchema), $"{column.Type}");
    }

    public void Check(SchemaShape inputSchema)
    {
        // SchemaShape.Column is a struct: its default, with a null name, means that the column is missing.
        SchemaShape.Column column = inputSchema.FirstOrDefault(c => c.Name == Name);
        if (column.Name is null)
            throw Missing(nameof(inputSchema), inputSchema.Select(c => c.Name));
        bool isVector = column.Kind != SchemaShape.Column.VectorKind.Scalar;
        if (isVector != IsVector || column.IsKey != IsKey || !(IsKey || column.ItemType.Equals(ItemType)))
            throw Mismatch(nameof(inputSchema), Describe(column.IsKey ? "Key" : $"{column.ItemType}", isVector));
    }

    private static string Describe(string itemType, bool isVector) => isVector ? $"Vector<{itemType}>" : itemType;

    private ArgumentOutOfRangeException Missing(string parameter, IEnumerable<string> there)
        => new(parameter, $"Could not find input column '{Name}'. The columns are: {string.Join(", ", there.Distinct())}.");

    private ArgumentOutOfRangeException Mismatch(string parameter, string found)
        => new(parameter, $"Schema mismatch for input column '{Name}': expected {Expected}, got {found}.");
}
