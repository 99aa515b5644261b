using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// Kaggle's "Best Artworks of All Time": <c>artists.csv</c> with the columns name, years, genre, nationality and others, and a folder per
/// artist, <c>images/images/Claude_Monet/Claude_Monet_1.jpg</c> (or <c>images/Claude_Monet/...</c>). The nationality is used
/// as the country and the genre as the style; if there are several genres, the style is empty. The years are those of the artist, not of the work.
/// </summary>
/// <param name="folder">The folder with <c>artists.csv</c>.</param>
internal sealed class BestArtworksSource(string folder) : IManifestSource
{
    internal const string FileName = "artists.csv";

    /// <inheritdoc/>
    public string Layout => "Kaggle's Best Artworks of All Time";

    internal static bool IsAt(string folder) => File.Exists(Path.Combine(folder, FileName)) && Directory.Exists(Path.Combine(folder, "images"));

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        string list = Path.GetFullPath(Path.Combine(folder, FileName));
        var manifest = new ManifestBuilder(list, list, options ?? new ManifestOptions(), cancellation);
        var artists = new Dictionary<string, (int Line, IReadOnlyDictionary<string, string> Cells)>();
        foreach ((int line, IReadOnlyDictionary<string, string> cells) in Table.Read(list, manifest))
        {
            if (NameFolding.Key(cells.GetValueOrDefault("name")) is not { Length: > 0 } key) manifest.LeaveOut(line, "it names no artist");
            else if (!artists.TryAdd(key, (line, cells))) manifest.LeaveOut(line, $"'{cells["name"]}' is there twice");
        }

        string images = Path.Combine(Path.GetDirectoryName(list)!, "images", "images");
        if (!Directory.Exists(images)) images = Path.GetDirectoryName(images)!;
        var passedOver = new PassedOver(MediaKind.Pictures, isShared: false);
        foreach (string file in FolderWalk.Files(images, MediaFiles.IsPicture, manifest, passedOver))
        {
            string artist = Path.GetFileName(Path.GetDirectoryName(file)!).Replace('_', ' ');
            if (!artists.TryGetValue(NameFolding.Key(artist), out var found))
            {
                manifest.Add(new Work { Path = file, Name = artist, PieceId = file });
                continue;
            }
            string genre = found.Cells.GetValueOrDefault("genre", "");
            manifest.Add(new Work
            {
                Path = file,
                Name = found.Cells["name"],
                Country = found.Cells.GetValueOrDefault("nationality", ""),
                Style = genre.Contains(',', StringComparison.Ordinal) ? "" : genre,
                PieceId = file,
                Other = found.Cells.Where(cell => cell.Key is "years" or "genre").ToDictionary(),
                Line = found.Line,
            });
        }
        passedOver.Report(manifest, images);
        return manifest.Build();
    }
}
