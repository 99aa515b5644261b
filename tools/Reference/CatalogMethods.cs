using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.ML;

namespace Pix2Pitch.Tools.Reference;

/// <summary>The methods that Pix2Pitch adds to ML.NET's catalogs.</summary>
internal static partial class CatalogMethods
{
    /// <summary>The assemblies that have such methods.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(DataCatalog).Assembly, typeof(Pix2PixCatalog).Assembly];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<MethodInfo> All { get; } =
        [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type is { IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)) && Catalog(method) is not null)
            .OrderBy(method => method.Name, StringComparer.Ordinal)];

    /// <summary>The page of each, in docs/estimators.</summary>
    public static IReadOnlyDictionary<string, string> Pages { get; } = All.ToDictionary(method => method.Name, method => PageOf(method.Name));

    /// <summary>How a program calls it, such as "ml.Transforms.LoadPaintings".</summary>
    public static string NameOf(MethodInfo method) => $"{Catalog(method)}.{method.Name}";

    private static string? Catalog(MethodInfo method) => method.GetParameters()[0].ParameterType switch
    {
        var type when type == typeof(TransformsCatalog) => "ml.Transforms",
        var type when type == typeof(DataOperationsCatalog) => "ml.Data",
        _ => null,
    };

    // "Pix2Pix" is one word.
    private static string PageOf(string name) => $"{WordStart().Replace(name, "-$0").Replace("pix2-pix", "pix2pix", StringComparison.OrdinalIgnoreCase).ToLowerInvariant()}.md";

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
