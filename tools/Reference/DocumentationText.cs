using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pix2Pitch.Tools.Reference;

/// <summary>XML documentation as Markdown.</summary>
/// <param name="pages">The page of each catalog method, by the method's name.</param>
internal sealed partial class DocumentationText(IReadOnlyDictionary<string, string> pages)
{
    /// <summary>The text of an element in one line, for a cell of a table.</summary>
    /// <param name="element">The element; null for no text.</param>
    /// <param name="subject">The type or method that the text is about: its members are named without it, and it has no link.</param>
    public string Line(XElement? element, string subject) => element is null ? "" : Spaces().Replace(Inline(element.Nodes(), subject), " ").Trim();

    /// <summary>The text of an element with its paragraphs and tables; "Estimator Characteristics" has a table with this title.</summary>
    public string Paragraphs(XElement element, string subject)
    {
        var text = new StringBuilder();
        var loose = new List<XNode>();
        foreach (XNode node in element.Nodes())
        {
            if (node is not XElement { Name.LocalName: "para" or "list" } block)
            {
                loose.Add(node);
                continue;
            }
            End();
            if (block.Name.LocalName == "list") text.Append(Table(block, subject)).Append('\n');
            else if (!IsTitle(block)) text.Append(Line(block, subject)).Append("\n\n");
        }
        End();
        return text.ToString().TrimEnd('\n');

        void End()
        {
            string line = Spaces().Replace(Inline(loose, subject), " ").Trim();
            if (line.Length > 0) text.Append(line).Append("\n\n");
            loose.Clear();
        }
    }

    // The title of the table of characteristics is the head of the table.
    private static bool IsTitle(XElement paragraph) => paragraph.Value.Trim() == "Estimator Characteristics";

    private string Table(XElement list, string subject)
    {
        bool isCharacteristics = list.Parent!.Elements("para").Any(IsTitle);
        var text = new StringBuilder(isCharacteristics ? "| Estimator characteristics | |\n|---|---|\n" : "| Column | Content |\n|---|---|\n");
        foreach (XElement item in list.Elements("item"))
        {
            string term = Line(item.Element("term"), subject);
            text.Append($"| {(isCharacteristics ? term : Columns(term))} | {Line(item.Element("description"), subject)} |\n");
        }
        return text.ToString();
    }

    private static string Columns(string names) => string.Join(", ", names.Split(", ").Select(name => $"`{name}`"));

    private string Inline(IEnumerable<XNode> nodes, string subject)
    {
        var text = new StringBuilder();
        foreach (XNode node in nodes)
        {
            text.Append(node switch
            {
                XText plain => Escaped(plain.Value),
                XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } target => Code(NameOf(target.Value, subject), subject),
                XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => $"`{word.Value}`",
                XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")!.Value}`",
                XElement { Name.LocalName: "c" } code => Code(code.Value, subject),
                XElement other => Inline(other.Nodes(), subject),
                _ => "",
            });
        }
        return text.ToString();
    }

    private string Code(string name, string subject)
        => pages.TryGetValue(name, out string? page) && name != subject ? $"[`{name}`]({page})" : $"`{name.Replace("|", "\\|", StringComparison.Ordinal)}`";

    // "P:Pix2Pitch.Inversion.InversionOptions.Seed" is Seed on the page of InversionOptions, and InversionOptions.Seed elsewhere.
    private string NameOf(string id, string subject)
    {
        string[] parts = id[2..].Split('(')[0].Split('.');
        string name = parts[^1].Split('`')[0];
        if (id[0] == 'T' || (id[0] == 'M' && pages.ContainsKey(name))) return name;
        return parts[^2] == subject ? name : $"{parts[^2].Split('`')[0]}.{name}";
    }

    private static string Escaped(string text) => Special().Replace(text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal), @"\$0");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[|*`]")]
    private static partial Regex Special();
}
