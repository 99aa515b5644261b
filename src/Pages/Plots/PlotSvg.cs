using System.Xml.Linq;
using OxyPlot;

namespace Pix2Pitch.Pages.Plots;

/// <summary>Turns OxyPlot's SVG documents into SVG that can be part of a page.</summary>
internal static class PlotSvg
{
    /// <summary>The elements inside the SVG element.</summary>
    /// <param name="model">The plot, in the colours of <see cref="PlotColors"/>.</param>
    /// <param name="width">Width of the drawing.</param>
    /// <param name="height">Height of the drawing.</param>
    /// <param name="id">An id that no other plot of the page has.</param>
    public static string Content(PlotModel model, double width, double height, string id)
    {
        string document = new SvgExporter { Width = width, Height = height, IsDocument = true }.ExportToString(model);
        XElement svg = XDocument.Parse(document).Root!;
        foreach (XElement element in svg.Descendants())
        {
            element.Name = element.Name.LocalName;
            element.Attribute("font-family")?.Remove(); // the page's own font
            ReplaceStyle(element);
            Update(element.Attribute("id"), value => $"{id}-{value}");
            Update(element.Attribute("clip-path"), value => value.Replace("url(#", $"url(#{id}-", StringComparison.Ordinal));
            Update(element.Attribute("fill"), UseVariables);
            Update(element.Attribute("stroke"), UseVariables);
        }
        svg.Descendants("g").Where(group => !group.HasElements).Remove();
        return string.Concat(svg.Elements().Select(element => element.ToString(SaveOptions.DisableFormatting)));
    }

    // A strict Content-Security-Policy blocks style attributes, but not the equivalent presentation attributes.
    private static void ReplaceStyle(XElement element)
    {
        if (element.Attribute("style") is not { } style) return;
        foreach (string declaration in style.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = declaration.IndexOf(':');
            element.SetAttributeValue(declaration[..colon], declaration[(colon + 1)..]);
        }
        style.Remove();
    }

    private static void Update(XAttribute? attribute, Func<string, string> update)
    {
        if (attribute is not null) attribute.Value = update(attribute.Value);
    }

    private static string UseVariables(string color)
        => PlotColors.Replacements.FirstOrDefault(replacement => replacement.Written == color).Css ?? color;
}
