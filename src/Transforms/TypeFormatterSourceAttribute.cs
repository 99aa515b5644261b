namespace Pix2Pitch;

/// <summary>
/// Says how notebooks show a type. .NET Interactive looks for an attribute of this name and reads its two properties by their names, so the library needs none of its packages.
/// The class is given as text, because formatters use folders that the shown types do not.
/// </summary>
/// <param name="formatterSource">The full name of a class of this assembly with a method CreateTypeFormatters.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(string formatterSource) : Attribute
{
    /// <summary>The class that makes the formatters.</summary>
    public Type FormatterSourceType => typeof(TypeFormatterSourceAttribute).Assembly.GetType(formatterSource, throwOnError: true)!;

    /// <summary>What a notebook stores: the picture or player, and a sentence for programs that show text only.</summary>
    public string[] PreferredMimeTypes { get; } = [Notebooks.NotebookFormatter.Html, Notebooks.NotebookFormatter.Text];
}
