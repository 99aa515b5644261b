using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Pix2Pitch.Tools.Reference;

/// <summary>The reference of a record of options: each with its type, the default that it really has, and its meaning.</summary>
internal static partial class OptionsReference
{
    /// <summary>All public records of options.</summary>
    public static IReadOnlyList<Type> All { get; } =
        [.. CatalogMethods.Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))];

    /// <summary>The options of a record, in the order of the source.</summary>
    public static IEnumerable<PropertyInfo> Of(Type options)
        => options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true }).OrderBy(property => property.MetadataToken);

    public static string Write(Type options, XmlDocumentation documentation, DocumentationText text)
    {
        var page = new StringBuilder($"{text.Line(documentation.Of(options).Element("summary"), options.Name)}\n\n");
        page.Append("| Option | Type | Default | Meaning, with unit and range |\n|---|---|---|---|\n");
        object defaults = Activator.CreateInstance(options)!;
        foreach (PropertyInfo property in Of(options))
        {
            string meaning = text.Line(documentation.Of(property).Element("summary"), options.Name);
            page.Append($"| `{property.Name}` | `{TypeNames.Of(property)}` | {TypeNames.Value(property.GetValue(defaults))} | {StatedDefault().Replace(meaning, "").Trim()} |\n");
        }
        return page.ToString();
    }

    // "Default: 256." says no more than the column; "Default: 30; Pix2Pix: 100." does.
    [GeneratedRegex(@" ?Default: (?:`[^`]*`|[^.,;:`]|\d[.,](?=\d))+\.(?= |$)")]
    private static partial Regex StatedDefault();
}
