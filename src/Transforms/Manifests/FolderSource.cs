using Pix2Pitch.Audio;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// A folder of pictures or recordings (or both). The folders in it are styles, <c>impressionism/sunrise.jpg</c>; the names may say more, as
/// WikiArt's do: <c>Impressionism/claude-monet_impression-sunrise-1872.jpg</c>, or "Claude Debussy - La mer.flac". The tags
/// of recordings (title, artist, date, licence) count before their names, and a genre that is a style where no folder
/// says it. Links to folders are not followed, and not more than 16 folders
/// lie inside each other.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="kind">Which of its files are listed.</param>
public sealed class FolderSource(string folder, MediaKind kind = MediaKind.Any) : IManifestSource
{
    /// <inheritdoc/>
    public string Layout => kind switch
    {
        MediaKind.Pictures => "a folder of pictures",
        MediaKind.Recordings => "a folder of recordings",
        _ => "a folder",
    };

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null)
    {
        string full = Path.GetFullPath(folder);
        if (!Directory.Exists(full)) throw new Pix2PitchException($"The folder '{folder}' was not found; check the path.");
        var manifest = new ManifestBuilder(folder, full, options ?? new ManifestOptions());
        int found = 0;
        foreach (string file in FolderWalk.Files(full, name => MediaFiles.Is(kind, name), manifest))
        {
            found++;
            if (ManifestReader.Check(file) is { } wrong)
            {
                manifest.LeaveOut(file, wrong);
                continue;
            }
            ManifestRow row = MediaFiles.FromName(file, Path.GetDirectoryName(Path.GetRelativePath(full, file)));
            manifest.Add(MediaFiles.IsSound(file) ? WithTags(row) : row);
        }
        if (found == 0)
        {
            string sought = kind switch { MediaKind.Pictures => "pictures", MediaKind.Recordings => "recordings", _ => "pictures and no recordings" };
            throw new Pix2PitchException($"The folder '{folder}' holds no {sought}; name the CSV file that lists them, or another folder.");
        }
        return manifest.Build();
    }

    /// <summary>The genre where it is a style. "Classical" is none: as a genre it means all music of the kind.</summary>
    private static string Style(string genre)
        => StyleNames.TryParse(genre, out _) && genre.ToUpperInvariant() is not ("CLASSIC" or "CLASSICAL") ? genre : "";

    private static ManifestRow WithTags(ManifestRow row)
    {
        SoundTags tags = SoundTags.Read(row.Path);
        string name = tags.Artist.Length > 0 ? tags.Artist : row.Name, title = tags.Title.Length > 0 ? tags.Title : row.Title;
        return row with
        {
            Name = name,
            Title = title,
            Year = ManifestReader.ParseYear(tags.Date) ?? row.Year,
            Style = row.Style.Length > 0 ? row.Style : Style(tags.Genre),
            Licence = tags.Licence,
            PieceId = name.Length > 0 ? $"{name}: {title}" : row.Path,
        };
    }
}
