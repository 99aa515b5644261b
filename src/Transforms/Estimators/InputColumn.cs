using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Estimators;

/// <summary>The requirements of an estimator on one input column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="ItemType">The type of its items. A key type matches keys of any size.</param>
/// <param name="IsVector">Whether the column holds vectors.</param>
internal sealed record InputColumn(string Name, DataViewType ItemType, bool IsVector = false)
{
    /// <summary>Another type that the column may have; its name does not count.</summary>
    public InputColumn? Or { get; init; }

    private bool IsKey => ItemType is KeyDataViewType;

    private string Expected => Describe(IsKey ? "Key" : $"{ItemType}", IsVector) + (Or is null ? "" : $" or {Or.Expected}");

    public void Check(DataViewSchema inputSchema)
    {
        if (inputSchema.GetColumnOrNull(Name) is not { } column)
            throw Missing(nameof(inputSchema), inputSchema.Select(c => c.Name));
        if (!Matches(column.Type)) throw Mismatch(nameof(inputSchema), $"{column.Type}");
    }

    public void Check(SchemaShape inputSchema)
    {
        // SchemaShape.Column is a struct: its default, with a null name, means that the column is missing.
        SchemaShape.Column column = inputSchema.FirstOrDefault(c => c.Name == Name);
        if (column.Name is null)
            throw Missing(nameof(inputSchema), inputSchema.Select(c => c.Name));
        if (!Matches(column))
            throw Mismatch(nameof(inputSchema), Describe(column.IsKey ? "Key" : $"{column.ItemType}", column.Kind != SchemaShape.Column.VectorKind.Scalar));
    }

    private bool Matches(DataViewType type)
    {
        DataViewType itemType = type is VectorDataViewType vector ? vector.ItemType : type;
        return (type is VectorDataViewType == IsVector && (IsKey ? itemType is KeyDataViewType : itemType.Equals(ItemType))) || Or?.Matches(type) == true;
    }

    private bool Matches(SchemaShape.Column column)
        => (column.Kind != SchemaShape.Column.VectorKind.Scalar == IsVector && column.IsKey == IsKey && (IsKey || column.ItemType.Equals(ItemType))) || Or?.Matches(column) == true;

    private static string Describe(string itemType, bool isVector) => isVector ? $"Vector<{itemType}>" : itemType;

    private ArgumentOutOfRangeException Missing(string parameter, IEnumerable<string> there)
        => new(parameter, $"Could not find input column '{Name}'. The columns are: {string.Join(", ", there.Distinct())}.");

    private ArgumentOutOfRangeException Mismatch(string parameter, string found)
        => new(parameter, $"Schema mismatch for input column '{Name}': expected {Expected}, got {found}.");
}
