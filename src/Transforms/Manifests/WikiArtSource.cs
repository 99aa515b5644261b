using System.Globalization;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// WikiArt with its class lists: <c>style_class.txt</c> and <c>artist_class.txt</c> ("0 Abstract_Expressionism" per line) and
/// <c>style_train.csv</c>, <c>style_val.csv</c>, <c>artist_train.csv</c>, <c>artist_val.csv</c> ("Baroque/rembrandt_night-watch.jpg,4" per line,
/// without a header). The paths start from the folder of the lists, or from a folder <c>wikiart</c> in it or beside it. What the lists do not
/// give comes from the path, as in <see cref="FolderSource"/>.
/// </summary>
/// <param name="folder">The folder with the lists.</param>
internal sealed class WikiArtSource(string folder) : IManifestSource
{
    /// <inheritdoc/>
    public string Layout => "WikiArt's class lists";

    internal static bool IsList(string name)
        => name is "style_class.txt" or "artist_class.txt" or "style_train.csv" or "style_val.csv" or "artist_train.csv" or "artist_val.csv";

    internal static bool IsAt(string folder)
        => File.Exists(Path.Combine(folder, "style_train.csv")) || File.Exists(Path.Combine(folder, "artist_train.csv"));

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        string full = Path.GetFullPath(folder);
        var manifest = new ManifestBuilder(full, full, options ?? new ManifestOptions(), cancellation);
        var works = new Dictionary<string, (string? Style, string? Artist, int Line)>();
        var order = new List<string>();
        foreach (string kind in (string[])["style", "artist"])
        {
            Dictionary<string, string> classes = Classes(Path.Combine(full, $"{kind}_class.txt"), manifest);
            foreach (string part in (string[])["train", "val"])
            {
                string list = Path.Combine(full, $"{kind}_{part}.csv");
                if (!File.Exists(list)) continue;
                foreach ((int line, IReadOnlyDictionary<string, string> cells) in Table.Read(list, manifest, hasHeader: false))
                {
                    string path = cells.GetValueOrDefault("0", ""), number = cells.GetValueOrDefault("1", "");
                    if (ManifestReader.Check(path) is { } wrong)
                    {
                        manifest.LeaveOut(line, wrong, list);
                        continue;
                    }
                    if (!classes.TryGetValue(number, out string? name))
                    {
                        manifest.LeaveOut(line, $"'{kind}_class.txt' has no class '{number}'", list);
                        continue;
                    }
                    bool known = works.TryGetValue(path, out var listed);
                    if (!known) order.Add(path);
                    works[path] = (kind == "style" ? name : listed.Style, kind == "artist" ? name : listed.Artist, known ? listed.Line : line);
                }
            }
        }

        string[] roots = [full, Path.Combine(full, "wikiart"), Path.Combine(Path.GetDirectoryName(full) ?? full, "wikiart")];
        foreach (string path in order)
        {
            (string? style, string? artist, int line) = works[path];
            string file = roots.Select(root => Path.GetFullPath(path, root)).FirstOrDefault(File.Exists) ?? Path.GetFullPath(path, full);
            Work work = MediaFiles.FromName(file, Path.GetDirectoryName(path));
            string name = artist ?? NameOf(file, work.Name);
            manifest.Add(work with { Style = style ?? work.Style, Name = name, PieceId = MediaFiles.PieceOf(file, name, work.Title), Line = line });
        }
        return manifest.Build();
    }

    // In these lists, the names of all artists are in the form of WikiArt.
    private static string NameOf(string file, string name)
        => name.Length == 0 && Path.GetFileName(file).Split('_') is [var artist, _] ? artist.Replace('-', ' ').Trim() : name;

    private static Dictionary<string, string> Classes(string path, ManifestBuilder manifest)
    {
        var classes = new Dictionary<string, string>();
        if (!File.Exists(path)) return classes;
        int number = 0;
        foreach (string text in File.ReadLines(path))
        {
            number++;
            string[] parts = text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
            if (text.Trim().Length == 0) continue;
            if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                classes[parts[0]] = parts[1].Replace('_', ' ');
            else manifest.LeaveOut(number, "it is not the number and name of a class", path);
        }
        return classes;
    }
}
