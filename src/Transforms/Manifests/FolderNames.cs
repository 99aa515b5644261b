using System.Text.RegularExpressions;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// What the names of the folders above a file tell about it, in any order: a style ("Impressionism"), who made it ("Claude Monet"), or nothing ("train", "images",
/// "04"). The name of a set or of a kind of file is never a style.
/// </summary>
/// <param name="Style">The style as the folder writes it; empty where none does. Two styles that differ are both given, which is no style.</param>
/// <param name="Person">A person in the knowledge base; null if no folder names one.</param>
/// <param name="Name">Who made the work, where a folder is written like the name of a person who is not in the knowledge base; otherwise empty.</param>
internal sealed partial record FolderNames(string Style, Person? Person, string Name)
{
    /// <summary>Reads the names of folders.</summary>
    /// <param name="folders">The folders from the one that is listed down to the file.</param>
    /// <param name="root">The folder that is listed, which counts only where it names a style or somebody who is known.</param>
    /// <param name="kind">Whether artists or composers are named.</param>
    public static FolderNames Parse(IEnumerable<string> folders, string root, PersonKind kind)
    {
        string[] names = [.. folders.Select(Plain).Where(name => !IsGeneric(name))];
        string[] known = [.. names.Where(StyleNames.IsKnown)];
        string[] styles = [.. known.DistinctBy(StyleNames.ParseOrNull)];
        Person? person = names.Except(known).Select(name => Find(name, kind)).LastOrDefault(found => found is not null);
        if (styles.Length == 0 && person is null && names.Length == 0)
        {
            string top = Plain(root);
            return StyleNames.TryParse(top, out _) ? new FolderNames(top, null, "") : new FolderNames("", Find(top, kind), "");
        }
        string[] others = [.. names.Except(known).Where(name => Find(name, kind) is null)];
        string name = person is null ? others.LastOrDefault(IsPersonal, "") : "";
        if (kind == PersonKind.Composer)
        {
            // As likely an orchestra or a soloist, but for a surname such as "Bach".
            name = person is null ? others.LastOrDefault(new WorkWords(kind).IsKnown, "") : "";
            others = [.. others.Where(other => other == name || !IsPersonal(other) && !WorkName.IsEnsemble(other))];
        }
        string style = styles.Length > 0 ? string.Join(" / ", styles) : person is null ? others.FirstOrDefault(other => other != name, "") : "";
        return new FolderNames(style, person, name);
    }

    private static string Plain(string folder) => Spaces().Replace(folder.Replace('_', ' '), " ").Trim();

    // "Gustav Mahler", and "Gustav Mahler - Symphony No. 5"
    private static Person? Find(string name, PersonKind kind)
        => name.Split(" - ").Prepend(name).Select(part => KnowledgeBase.Default.Find(part)).FirstOrDefault(person => person?.Kind == kind);

    private static bool IsGeneric(string name) => PersonNames.IsNobody(name) || Generic().IsMatch(name);

    // "Nemo Nobody", "Jan van der Elst", and not "Still life" or "photos 2020"
    private static bool IsPersonal(string name) => Personal().IsMatch(name);

    [GeneratedRegex(@"[\s]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(the )?((train|training|val|valid|validation|dev|development|test|testing|eval|evaluation|holdout|held out|unsplit|unsorted|sorted|other|others|misc|new|old|all"
        + @"|data|dataset|datasets|raw|input|inputs|source|sources|originals?|images?|imgs?|pictures?|pics?|photos?|paintings?|art|artworks?|bilder|gemälde|kunst|fotos?|imágenes|pinturas|peintures|tableaux"
        + @"|music|musik|musique|música|musica|audio|sounds?|recordings?|tracks?|songs?|clips?|wavs?|flac|mp3|jpe?g|png|tiff?|small|large|thumbs?|thumbnails?|full|cropped|resized"
        + @"|by style|by artist|styles?|artists?|composers?|painters?|train data|test data|cd|disc|disk|vol|volume|part|fold|split|set|batch|folder|class)[ _-]*)+[ _-]*(sets?|data|images?|split|files)?[ _-]*[0-9xk]*(px|hz|khz)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Generic();

    [GeneratedRegex(@"^\p{Lu}[\p{L}\p{M}.'’-]*( (\p{Lu}[\p{L}\p{M}.'’-]*|van|von|vom|de|der|den|la|le|du|des|di|da|del|della|dos|zu|af|y|e|ten|ter))*( \p{Lu}[\p{L}\p{M}.'’-]*)( \([^()]*\))?$"
        + @"|^\p{Lu}[\p{L}\p{M}.'’-]*( \p{L}+)*, \p{Lu}[\p{L}\p{M}.'’ -]*( \([^()]*\))?$")]
    private static partial Regex Personal();
}
