using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Pix2Pitch.Tools.Reference;

/// <summary>The reference of a catalog method: summary, call, parameters, characteristics, errors.</summary>
internal static class MethodReference
{
    public static string Write(MethodInfo method, XmlDocumentation documentation, DocumentationText text)
    {
        XElement member = documentation.Of(method);
        ParameterInfo[] parameters = method.GetParameters()[1..];
        var page = new StringBuilder();
        page.Append(text.Paragraphs(member.Element("summary")!, method.Name)).Append("\n\n");
        page.Append($"`{CatalogMethods.NameOf(method)}({string.Join(", ", parameters.Select(parameter => parameter.Name))})` returns `{TypeNames.Of(method.ReturnType)}`.\n\n");
        page.Append("| Parameter | Type | Default | Meaning |\n|---|---|---|---|\n");
        foreach (ParameterInfo parameter in parameters)
        {
            XElement? meaning = member.Elements("param").FirstOrDefault(element => element.Attribute("name")!.Value == parameter.Name);
            page.Append($"| `{parameter.Name}` | `{TypeNames.Of(parameter)}` | {Default(parameter)} | {text.Line(meaning, method.Name)} |\n");
        }
        if (member.Element("remarks") is { } remarks) page.Append('\n').Append(text.Paragraphs(remarks, method.Name)).Append('\n');
        if (member.Elements("exception").Any())
        {
            page.Append("\n| Error | When |\n|---|---|\n");
            foreach (XElement exception in member.Elements("exception"))
                page.Append($"| `{exception.Attribute("cref")!.Value.Split('.')[^1]}` | {text.Line(exception, method.Name)} |\n");
        }
        return page.ToString();
    }

    private static string Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? "" : parameter.ParameterType == typeof(CancellationToken) ? "none" : TypeNames.Value(parameter.DefaultValue);
}
