using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pix2Pitch.Tests;

/// <summary>Compares the public types and members of an assembly with a list that is checked in.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext s_nullability = new();

    /// <summary>Fails where the list and the assembly differ, and writes what the list would have to be beside the tests.</summary>
    public static void AssertListedIn(Assembly assembly, string project)
    {
        string listed = Path.Combine(TestData.RepositoryRoot, "tests", project, "PublicApi.txt");
        string[] found = [.. assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Describe)];
        string[] expected = File.Exists(listed) ? File.ReadAllLines(listed) : [];
        if (found.SequenceEqual(expected)) return;
        string actual = Path.Combine(AppContext.BaseDirectory, "PublicApi.actual.txt");
        File.WriteAllLines(actual, found);
        Assert.Fail($"The public API differs from '{listed}'. If that is intended, copy '{actual}' over it.\n"
            + string.Join('\n', found.Except(expected).Select(line => $"new: {line}").Concat(expected.Except(found).Select(line => $"gone: {line}")).Take(40)));
    }

    private static IEnumerable<string> Describe(Type type)
    {
        yield return $"{Kind(type)} {type.FullName}{Generics(type)}";
        if (type.IsEnum)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Static)) yield return $"    {field.Name} = {Convert.ToInt64(field.GetRawConstantValue())}";
            yield break;
        }
        IEnumerable<string> members = type.GetMembers(Declared).Where(IsVisible).Select(Describe).OfType<string>();
        foreach (string member in members.Order(StringComparer.Ordinal)) yield return $"    {member}";
    }

    private static string Kind(Type type)
        => type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsSealed ? "sealed class" : type.IsAbstract ? "abstract class" : "class";

    // What the compiler adds to records says nothing.
    private static bool IsVisible(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name is "EqualityContract" or "PrintMembers" => false,
        Type => false,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => (property.GetMethod ?? property.SetMethod) is { IsPublic: true } or { IsFamily: true },
        MethodInfo { IsSpecialName: true } => false,
        MethodBase method => method.IsPublic || method.IsFamily,
        _ => false,
    };

    private static string? Describe(MemberInfo member) => member switch
    {
        FieldInfo field => $"{field.Name}: {Name(field.FieldType)}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
        PropertyInfo property => $"{property.Name}{(property.GetIndexParameters() is { Length: > 0 } index ? $"[{Parameters(index)}]" : "")}: {Name(property.PropertyType)}"
            + $"{(s_nullability.Create(property).ReadState == NullabilityState.Nullable && !property.PropertyType.IsValueType ? "?" : "")}"
            + $"{(property.SetMethod is { IsPublic: true } set ? set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? " { init }" : " { set }" : "")}",
        ConstructorInfo constructor => $"new({Parameters(constructor.GetParameters())})",
        MethodInfo method => $"{method.Name}{Generics(method)}({Parameters(method.GetParameters())}): {Name(method.ReturnType)}",
        _ => null,
    };

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)}{Question(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")}"));

    private static string Question(ParameterInfo parameter)
        => !parameter.ParameterType.IsValueType && s_nullability.Create(parameter).WriteState == NullabilityState.Nullable ? "?" : "";

    private static string Generics(MemberInfo member) => member switch
    {
        Type { IsGenericTypeDefinition: true } type => $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        MethodInfo { IsGenericMethodDefinition: true } method => $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>",
        _ => "",
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Name(value)}?";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
