using System.Text;
using System.Text.RegularExpressions;

namespace Pix2Pitch.Tools.Reference;

/// <summary>
/// The pages with parts that this program writes, between lines such as <c>&lt;!-- reference of ml.Transforms.LoadPaintings --&gt;</c> and
/// <c>&lt;!-- end of reference of ml.Transforms.LoadPaintings --&gt;</c>.
/// </summary>
internal sealed partial class ReferencePages(string repository)
{
    private readonly XmlDocumentation _documentation = new(CatalogMethods.Assemblies);

    /// <summary>The pages that have such parts, with the text that they have and the text that they should have.</summary>
    public IEnumerable<(string Page, string Text, string Wanted)> Read()
    {
        foreach (string page in Directory.EnumerateFiles(Path.Combine(repository, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(page);
            if (Block().IsMatch(text)) yield return (page, text, Renew(page, text));
        }
    }

    /// <summary>Writes the pages that are out of date again.</summary>
    /// <returns>These pages.</returns>
    public IReadOnlyList<string> Update()
    {
        (string Page, string Text, string Wanted)[] stale = [.. Read().Where(page => page.Text != page.Wanted)];
        foreach ((string page, _, string wanted) in stale) AtomicFile.Write(page, file => file.Write(Encoding.UTF8.GetBytes(wanted)));
        return [.. stale.Select(page => page.Page)];
    }

    private string Renew(string page, string text)
    {
        // Links to the pages of estimators, from this page.
        string folder = Path.GetRelativePath(Path.GetDirectoryName(page)!, Path.Combine(repository, "docs", "estimators")).Replace('\\', '/');
        var links = new DocumentationText(CatalogMethods.Pages.ToDictionary(link => link.Key, link => folder == "." ? link.Value : $"{folder}/{link.Value}"));
        return Block().Replace(text, match =>
        {
            string name = match.Groups[1].Value;
            return $"<!-- {name} -->\n{Write(page, name, links).TrimEnd('\n')}\n<!-- end of {name} -->";
        });
    }

    private string Write(string page, string name, DocumentationText links)
    {
        if (name == "projects") return ProjectGraph.Write(repository);
        if (name.StartsWith("options of ", StringComparison.Ordinal) && OptionsReference.All.FirstOrDefault(type => type.Name == name["options of ".Length..]) is { } options)
            return OptionsReference.Write(options, _documentation, links);
        if (name.StartsWith("reference of ", StringComparison.Ordinal) && CatalogMethods.All.FirstOrDefault(method => CatalogMethods.NameOf(method) == name["reference of ".Length..]) is { } found)
            return MethodReference.Write(found, _documentation, links);
        throw new Pix2PitchException($"'{page}' asks for '{name}', and there is no such method or type.");
    }

    [GeneratedRegex(@"^<!-- ((?:reference|options) of [^>]+?|projects) -->\n(?:.*?)^?<!-- end of \1 -->", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
