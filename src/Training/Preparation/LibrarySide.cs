using Pix2Pitch.Manifests;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Paintings or music: what its list or folder is called, and where it lies.</summary>
internal sealed record LibrarySide(string Name, MediaKind Kind)
{
    private static readonly string[] s_lists = [".csv", ".tsv", ".jsonl", ".ndjson", ".json"];

    public static LibrarySide Paintings { get; } = new("paintings", MediaKind.Pictures);

    public static LibrarySide Music { get; } = new("music", MediaKind.Recordings);

    private LibrarySide Other => this == Paintings ? Music : Paintings;

    /// <summary>Where this side lies: what is named, else what is in the folder of both.</summary>
    public IManifestSource Find(string? named, string? data)
    {
        if (named is not null) return ManifestSources.Detect(named, Kind);
        if (data is null) throw new Pix2PitchException($"Name the {Name} too: a folder that holds both sides, or --{Name} with a file or folder.");
        if (!Directory.Exists(data))
        {
            throw new Pix2PitchException(File.Exists(data)
                ? $"'{data}' is a file; name the folder that it lies in, or the two sides with --paintings and --music."
                : $"There is no folder '{data}'; name the one with the paintings and the music.");
        }
        if (Own(data) is { } own) return ManifestSources.Detect(own, Kind);
        // A folder of both has neither side apart: in one with a folder of music, a picture may well be a record's cover.
        if (Other.Own(data) is null)
        {
            IManifestSource all = ManifestSources.Detect(data, Kind);
            return all is FolderSource ? new FolderSource(data, Kind) { IsShared = true } : all;
        }
        throw new Pix2PitchException($"The folder '{data}' has no {Name}.csv, no {Name}.jsonl and no folder '{Name}'; "
            + $"add one of them, or say with --{Name} where the {Name} lie{(this == Music ? "s" : "")}.");
    }

    /// <summary>The list or else the folder of this side; null where there is neither.</summary>
    private string? Own(string data)
    {
        string[] lists = [.. Directory.EnumerateFiles(data).Where(IsList).Order(StringComparer.Ordinal)];
        if (lists.Length > 1)
        {
            throw new Pix2PitchException($"The folder '{data}' holds {string.Join(" and ", lists.Select(list => $"'{Path.GetFileName(list)}'"))}; "
                + $"say with --{Name} which of them counts.");
        }
        return lists.FirstOrDefault() ?? Directory.EnumerateDirectories(data).Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => Path.GetFileName(folder).Equals(Name, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsList(string file)
        => Path.GetFileNameWithoutExtension(file).Equals(Name, StringComparison.OrdinalIgnoreCase)
            && s_lists.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
