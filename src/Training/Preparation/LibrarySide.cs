using Pix2Pitch.Manifests;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Paintings or music: the name of its manifest or folder, and where to find it.</summary>
internal sealed record LibrarySide(string Name, MediaKind Kind)
{
    private static readonly string[] s_lists = [".csv", ".tsv", ".jsonl", ".ndjson", ".json"];

    public static LibrarySide Paintings { get; } = new("paintings", MediaKind.Pictures);

    public static LibrarySide Music { get; } = new("music", MediaKind.Recordings);

    private LibrarySide Other => this == Paintings ? Music : Paintings;

    /// <summary>Finds this side: the given path, else the manifest or folder in the folder of both.</summary>
    public IManifestSource Find(string? named, string? data)
    {
        if (named is not null) return ManifestSources.Detect(named, Kind);
        if (data is null) throw new Pix2PitchException($"Give the {Name} too: a folder with both sides, or --{Name} with a file or folder.");
        if (!Directory.Exists(data))
        {
            throw new Pix2PitchException(File.Exists(data)
                ? $"'{data}' is a file; give its folder, or both sides with --paintings and --music."
                : $"The folder '{data}' does not exist; give the one with the paintings and the music.");
        }
        if (Own(data) is { } own) return ManifestSources.Detect(own, Kind);
        // A folder of both has no folder for one side only: in one with a folder of music, a picture may be the cover of a record.
        if (Other.Own(data) is null)
        {
            IManifestSource all = ManifestSources.Detect(data, Kind);
            return all is FolderSource ? new FolderSource(data, Kind) { IsShared = true } : all;
        }
        throw new Pix2PitchException($"The folder '{data}' has no {Name}.csv, no {Name}.jsonl and no folder '{Name}'; "
            + $"add one of them, or give the {Name} with --{Name}.");
    }

    /// <summary>The manifest of this side, else its folder; null if there is neither.</summary>
    private string? Own(string data)
    {
        string[] lists = [.. Directory.EnumerateFiles(data).Where(IsList).Order(StringComparer.Ordinal)];
        if (lists.Length > 1)
        {
            throw new Pix2PitchException($"The folder '{data}' holds {string.Join(" and ", lists.Select(list => $"'{Path.GetFileName(list)}'"))}; "
                + $"choose one of them with --{Name}.");
        }
        return lists.FirstOrDefault() ?? Directory.EnumerateDirectories(data).Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => Path.GetFileName(folder).Equals(Name, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsList(string file)
        => Path.GetFileNameWithoutExtension(file).Equals(Name, StringComparison.OrdinalIgnoreCase)
            && s_lists.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
