using System.Reflection;
using System.Xml.Linq;

namespace Pix2Pitch.Tools.Reference;

/// <summary>The XML documentation of assemblies, which the compiler writes beside them.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members = [];

    public XmlDocumentation(params IEnumerable<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            string file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
            foreach (XElement member in XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
                _members[member.Attribute("name")!.Value] = member;
        }
    }

    /// <summary>The documentation of a method that has no overloads.</summary>
    public XElement Of(MethodInfo method)
    {
        string start = $"M:{method.DeclaringType!.FullName}.{method.Name}(";
        return _members.Single(member => member.Key.StartsWith(start, StringComparison.Ordinal)).Value;
    }

    /// <summary>The documentation of a property.</summary>
    public XElement Of(PropertyInfo property) => _members[$"P:{property.DeclaringType!.FullName}.{property.Name}"];

    /// <summary>The documentation of a type.</summary>
    public XElement Of(Type type) => _members[$"T:{type.FullName}"];
}
