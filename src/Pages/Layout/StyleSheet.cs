using System.Reflection;

namespace Pix2Pitch.Pages.Layout;

/// <summary>The style sheets of this assembly.</summary>
internal static class StyleSheet
{
    /// <summary>The text of a style sheet, such as <c>page.css</c>.</summary>
    public static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The style sheet {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
