using System.Globalization;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Collections;

/// <summary>The works of a collection with their numbers, from a folder, a list or a IIIF manifest; what is wrong is found before anything is made.</summary>
internal sealed class CollectionSource
{
    private const int MaxNumber = 999_999; // what the kiosk's field takes

    // In the languages of the pages, and abbreviated.
    private static readonly string[] s_numberColumns = ["number", "no", "nr", "num", "número", "numero", "nummer", "numéro", "n"];

    private readonly List<string> _problems = [];

    private CollectionSource(string path, string title, IReadOnlyList<(int Number, Work Work)> works) => (Path, Title, Works) = (path, title, works);

    /// <summary>The source as it was named.</summary>
    public string Path { get; }

    /// <summary>A title for the collection: that of the IIIF manifest, or the name of the folder or file.</summary>
    public string Title { get; }

    /// <summary>The works by number.</summary>
    public IReadOnlyList<(int Number, Work Work)> Works { get; }

    /// <summary>A sentence for each work that is left out, and for what was noticed.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How many works are left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Reads the source.</summary>
    /// <exception cref="Pix2PitchException">It cannot be read, has no works whose pictures are there, or its numbers are wrong.</exception>
    public static CollectionSource Read(string path)
    {
        Manifest manifest = ManifestSources.Detect(path, MediaKind.Pictures).Read();
        (int Number, Work Work)[] numbered = [.. Numbered(path, manifest).OrderBy(work => work.Number)];
        Work[] missing = [.. numbered.Select(work => work.Work).Where(work => !File.Exists(work.Path))];
        if (missing.Count(IiifManifest.IsRemote) is > 0 and var remote)
        {
            throw new Pix2PitchException($"{remote} of {numbered.Length} pictures of '{path}' are on the web: download them first, with "
                + $"'pix2pitch collection {Quoted(path)} --list-images > images.txt' and 'curl --config images.txt'.");
        }
        if (numbered.Length == 0) throw new Pix2PitchException($"'{path}' lists no works: add a line for each, or name another list.");
        if (missing.Length == numbered.Length)
        {
            throw new Pix2PitchException($"None of the {missing.Length} pictures that '{path}' lists is there, the first is '{missing[0].Path}': check the column of files, which starts from the "
                + "folder of the list.");
        }
        string stem = manifest.Title.Length > 0 ? manifest.Title : System.IO.Path.GetFileNameWithoutExtension(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        var source = new CollectionSource(path, stem, [.. numbered.Where(work => File.Exists(work.Work.Path))]);
        foreach (ManifestProblem problem in manifest.Problems)
        {
            source._problems.Add(problem.Line > 0 ? $"Line {problem.Line} of '{problem.File}' is left out: {problem.Reason}." : $"'{problem.File}': {problem.Reason}.");
            if (problem.WasLeftOut) source.LeftOut++;
        }
        foreach (Work work in missing)
        {
            source._problems.Add($"{(work.Line > 0 ? $"Line {work.Line} of '{path}'" : $"'{work.Title}'")} is left out: the picture '{work.Path}' does not exist.");
            source.LeftOut++;
        }
        return source;
    }

    /// <summary>Leaves out a work whose picture cannot be used.</summary>
    public void LeaveOut(string sentence)
    {
        lock (_problems)
        {
            _problems.Add(sentence);
            LeftOut++;
        }
    }

    private static IEnumerable<(int Number, Work Work)> Numbered(string path, Manifest manifest)
    {
        string? column = manifest.OtherColumns.FirstOrDefault(IsNumber);
        if (column is null) return manifest.Works.Select((work, i) => (i + 1, work));
        var seen = new Dictionary<int, Work>();
        foreach (Work work in manifest.Works)
        {
            string text = work.Other.GetValueOrDefault(column, "").Trim();
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 1 or > MaxNumber)
            {
                throw new Pix2PitchException($"Line {work.Line} of '{path}' has the number '{text}', and visitors enter whole numbers from 1 to {MaxNumber}: correct it, or rename the column "
                    + $"'{column}' to number the works in their order.");
            }
            if (!seen.TryAdd(number, work))
                throw new Pix2PitchException($"Two works of '{path}' have the number {number}, in the lines {seen[number].Line} and {work.Line}: give each its own.");
        }
        return seen.Select(pair => (pair.Key, pair.Value));
    }

    private static bool IsNumber(string column)
        => s_numberColumns.Contains(string.Concat(NameFolding.Words(column))) || s_numberColumns.Contains(column.Trim().ToLowerInvariant().TrimEnd('.', 'º', '°'));

    private static string Quoted(string path) => path.Any(char.IsWhiteSpace) ? $"\"{path}\"" : path;
}
