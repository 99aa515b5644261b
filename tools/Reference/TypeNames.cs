using System.Globalization;
using System.Reflection;

namespace Pix2Pitch.Tools.Reference;

/// <summary>Types and values as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly NullabilityInfoContext s_nullability = new();

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
    };

    /// <summary>The type of a property, with a question mark if it may be null.</summary>
    public static string Of(PropertyInfo property)
        => Of(property.PropertyType) + (!property.PropertyType.IsValueType && s_nullability.Create(property).ReadState == NullabilityState.Nullable ? "?" : "");

    /// <summary>The type of a parameter, with a question mark if it may be null.</summary>
    public static string Of(ParameterInfo parameter)
        => Of(parameter.ParameterType) + (!parameter.ParameterType.IsValueType && s_nullability.Create(parameter).WriteState == NullabilityState.Nullable ? "?" : "");

    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Of(value)}?";
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[]";
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;
    }

    /// <summary>A value, as code. A record that equals one of its type's static properties has that name.</summary>
    public static string Value(object? value) => $"`{Plain(value)}`";

    private static string Plain(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        "" => "\"\"",
        string text => $"\"{text}\"",
        Enum name => $"{name.GetType().Name}.{name}",
        IFormattable number and (int or long or float or double) => number.ToString(null, CultureInfo.InvariantCulture),
        _ when Named(value) is { } named => $"{value.GetType().Name}.{named.Name}",
        _ => $"new {value.GetType().Name}()",
    };

    private static PropertyInfo? Named(object value)
        => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(property => property.PropertyType == value.GetType() && value.Equals(property.GetValue(null)));
}
