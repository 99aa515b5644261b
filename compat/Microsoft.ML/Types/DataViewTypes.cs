namespace Microsoft.ML.Data;

/// <summary>What the types of columns have to do with .NET's types.</summary>
internal static class DataViewTypes
{
    /// <summary>The primitive type whose raw type it is (string: text), or null.</summary>
    public static PrimitiveDataViewType PrimitiveOf(Type type)
    {
        if (type == typeof(string) || type == typeof(ReadOnlyMemory<char>)) return TextDataViewType.Instance;
        if (type == typeof(bool)) return BooleanDataViewType.Instance;
        if (type == typeof(DataViewRowId)) return RowIdDataViewType.Instance;
        return NumberDataViewType.All.FirstOrDefault(number => number.RawType == type);
    }

    /// <summary>The type of the items of a vector; a type that is not a vector is its own item.</summary>
    public static PrimitiveDataViewType ItemOf(DataViewType type)
        => type as PrimitiveDataViewType ?? (type as VectorDataViewType)?.ItemType;

    /// <summary>The items' type of an array or a <see cref="VBuffer{T}"/>, or null.</summary>
    public static Type ItemOfVector(Type type)
        => type.IsSZArray ? type.GetElementType()
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>) ? type.GetGenericArguments()[0]
            : null;

    public static bool SameRawType(DataViewType column, DataViewType member)
        => column.RawType == member.RawType;
}
