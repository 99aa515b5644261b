using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Collections;

/// <summary>Names that come from names of files, in small letters and with hyphens, as people write them. Others are not changed.</summary>
internal static class ShownNames
{
    private static readonly HashSet<string> s_particles = ["van", "von", "de", "der", "den", "la", "le", "du", "des", "di", "da", "del", "della", "dos", "y", "e", "ten", "ter"];

    /// <summary>"bouquet-of-flowers" is "Bouquet of flowers".</summary>
    public static string Title(string title) => IsOfFile(title) ? DisplayFormat.Capitalize(WithSpaces(title)) : title;

    /// <summary>"claude-monet" is "Claude Monet". A known artist has the usual spelling.</summary>
    public static string Artist(string name)
        => !IsOfFile(name) ? name : KnowledgeBase.Default.Find(name) is { Kind: PersonKind.Artist } person ? person.Name
            : string.Join(' ', WithSpaces(name).Split(' ').Select((word, i) => i > 0 && s_particles.Contains(word) ? word : DisplayFormat.Capitalize(word)));

    private static bool IsOfFile(string name) => name.Any(char.IsAsciiLetterLower) && !name.Any(char.IsUpper) && name.All(c => char.IsLetterOrDigit(c) || " -_.,'’()".Contains(c, StringComparison.Ordinal));

    private static string WithSpaces(string name) => string.Join(' ', name.Split(['-', '_', ' '], StringSplitOptions.RemoveEmptyEntries));
}
