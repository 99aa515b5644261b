using System.Text.Json;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A column as it is saved: of a schema, of a table, or an annotation of either.</summary>
internal sealed record SavedColumn(string Name, SavedType Type, SavedColumn[] Annotations, JsonElement? Values)
{
    public static SavedColumn Of(string name, DataViewType type, DataViewSchema.Annotations annotations)
    {
        annotations ??= DataViewSchema.Annotations.Empty;
        return new(name, SavedType.Of(type), [.. annotations.Schema.Select(kind => OfAnnotation(annotations, kind))], Values: null);
    }

    public static SavedColumn Of<T>(string name, DataViewType type, DataViewSchema.Annotations annotations, T[] values)
        => Of(name, type, annotations) with { Values = Pack(values) };

    public T[] ToValues<T>()
        => Values is { } values ? Unpack<T>(values) : throw new FormatException($"Corrupt model file: '{Name}' has no values.");

    public DataViewSchema.Annotations ToAnnotations()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        foreach (SavedColumn annotation in Annotations)
        {
            DataViewType type = annotation.Type.ToType();
            Call(nameof(AddAnnotation), type.RawType, builder, annotation, type);
        }
        return builder.ToAnnotations();
    }

    private static SavedColumn OfAnnotation(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
        => (SavedColumn)Call(nameof(OfAnnotationValue), annotation.Type.RawType, annotations, annotation);

    private static SavedColumn OfAnnotationValue<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        T value = default;
        annotations.GetValue(annotation.Name, ref value);
        return Of(annotation.Name, annotation.Type, annotation.Annotations, [value]);
    }

    private static void AddAnnotation<T>(DataViewSchema.Annotations.Builder builder, SavedColumn annotation, DataViewType type)
    {
        T value = annotation.ToValues<T>()[0];
        Values<T>.Copier copy = Values<T>.Copy;
        builder.Add(annotation.Name, type, (ref T destination) => copy(value, ref destination), annotation.ToAnnotations());
    }

    private static JsonElement Pack<T>(T[] values)
    {
        if (values is ReadOnlyMemory<char>[] texts)
            return JsonSerializer.SerializeToElement(Array.ConvertAll(texts, text => text.ToString()), ModelSaveContext.Json);
        return typeof(T).IsGenericType
            ? (JsonElement)Call(nameof(PackVectors), typeof(T).GetGenericArguments()[0], values)
            : JsonSerializer.SerializeToElement(values, ModelSaveContext.Json);
    }

    private static JsonElement PackVectors<TItem>(VBuffer<TItem>[] vectors)
    {
        JsonElement[] packed = Array.ConvertAll(vectors, vector => Pack(vector.DenseValues().ToArray()));
        return JsonSerializer.SerializeToElement(packed, ModelSaveContext.Json);
    }

    private static T[] Unpack<T>(JsonElement values)
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (T[])(object)Array.ConvertAll(values.Deserialize<string[]>(ModelSaveContext.Json), text => text.AsMemory());
        return typeof(T).IsGenericType
            ? (T[])Call(nameof(UnpackVectors), typeof(T).GetGenericArguments()[0], values)
            : values.Deserialize<T[]>(ModelSaveContext.Json);
    }

    private static VBuffer<TItem>[] UnpackVectors<TItem>(JsonElement values)
        => [.. values.EnumerateArray().Select(Unpack<TItem>).Select(items => new VBuffer<TItem>(items.Length, items))];

    private static object Call(string method, Type type, params object[] arguments)
        => Generic.Call<object>(typeof(SavedColumn), method, [type], arguments);
}
