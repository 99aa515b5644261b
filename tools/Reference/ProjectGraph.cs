using System.Text;
using System.Xml.Linq;

namespace Pix2Pitch.Tools.Reference;

/// <summary>The projects in src and their references, read from the project files.</summary>
internal static class ProjectGraph
{
    /// <summary>The references: from, to.</summary>
    public static IReadOnlyList<(string From, string To)> References(string repository)
        => [.. Directory.EnumerateFiles(Path.Combine(repository, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => XDocument.Load(file).Descendants("ProjectReference").Select(reference => (NameOf(file), NameOf(reference.Attribute("Include")!.Value.Replace('\\', '/')))))];

    /// <summary>The picture, as a Mermaid diagram. Arrows point to what is used.</summary>
    public static string Write(string repository)
    {
        var diagram = new StringBuilder("```mermaid\nflowchart TD\n");
        IReadOnlyList<(string From, string To)> references = References(repository);
        foreach (string project in references.SelectMany(reference => new[] { reference.From, reference.To }).Distinct().Order(StringComparer.Ordinal))
            diagram.Append($"    {project}[{project}]\n");
        foreach ((string from, string to) in references) diagram.Append($"    {from} --> {to}\n");
        return diagram.Append("```\n").ToString();
    }

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file).Replace("Pix2Pitch.", "", StringComparison.Ordinal);
}
