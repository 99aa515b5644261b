using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

/// <summary>Makes columns of a <see cref="SchemaShape"/>, whose constructor is closed, by asking a custom mapping for its output.</summary>
internal static class ShapeFactory
{
    public static SchemaShape.Column Column(MLContext ml, string name, DataViewType type)
        => (SchemaShape.Column)typeof(ShapeFactory).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.RawType).Invoke(null, [ml, name, type])!;

    /// <summary>The input with a column added or replaced.</summary>
    public static SchemaShape With(SchemaShape input, SchemaShape.Column added)
    {
        var columns = input.ToDictionary(column => column.Name);
        columns[added.Name] = added;
        return new SchemaShape(columns.Values);
    }

    private static SchemaShape.Column Make<T>(MLContext ml, string name, DataViewType type)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Holder<T>), SchemaDefinition.Direction.Write);
        definition[nameof(Holder<T>.Value)].ColumnName = name;
        definition[0].ColumnType = type;
        return ml.Transforms.CustomMapping<Nothing, Holder<T>>((_, _) => { }, null, null, definition)
            .GetOutputSchema(new SchemaShape([])).Single(column => column.Name == name);
    }

    private sealed class Nothing;

    private sealed class Holder<T>
    {
        public T? Value { get; set; }
    }
}
