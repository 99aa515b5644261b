using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The annotations that transformers here give and take.</summary>
internal static class AnnotationKinds
{
    public const string KeyValues = "KeyValues";
    public const string SlotNames = "SlotNames";

    /// <summary>An annotation of that kind with one value for each key or slot.</summary>
    public static DataViewSchema.Annotations Make<T>(string kind, PrimitiveDataViewType itemType, T[] values)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Add(builder, kind, itemType, values);
        return builder.ToAnnotations();
    }

    public static void Add<T>(DataViewSchema.Annotations.Builder builder, string kind, PrimitiveDataViewType itemType, T[] values)
    {
        var vector = new VBuffer<T>(values.Length, values);
        builder.Add(kind, new VectorDataViewType(itemType, values.Length), (ref VBuffer<T> destination) => vector.CopyTo(ref destination));
    }
}
