using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A column's type as it is saved.</summary>
/// <param name="Item">The name of the items' primitive type: of the raw type, for a key.</param>
/// <param name="KeyCount">How many keys there are; null if it is no key.</param>
/// <param name="Dimensions">The dimensions; null if it is no vector.</param>
internal sealed record SavedType(string Item, ulong? KeyCount, int[] Dimensions)
{
    private static readonly PrimitiveDataViewType[] s_known =
        [TextDataViewType.Instance, BooleanDataViewType.Instance, RowIdDataViewType.Instance, .. NumberDataViewType.All];

    public static SavedType Of(DataViewType type)
    {
        PrimitiveDataViewType item = DataViewTypes.ItemOf(type);
        var key = item as KeyDataViewType;
        PrimitiveDataViewType stored = key is null ? item : DataViewTypes.PrimitiveOf(key.RawType);
        return new SavedType(stored.ToString(), key?.Count, (type as VectorDataViewType)?.Dimensions.ToArray());
    }

    public DataViewType ToType()
    {
        PrimitiveDataViewType item = Array.Find(s_known, type => type.ToString() == Item)
            ?? throw new FormatException($"Corrupt model file: there is no type '{Item}'.");
        if (KeyCount is { } count) item = new KeyDataViewType(item.RawType, count);
        return Dimensions is null ? item : new VectorDataViewType(item, Dimensions);
    }
}
