using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// A folder of pictures or recordings (or both). The folders in it are styles, <c>impressionism/sunrise.jpg</c>, or people,
/// <c>Claude Monet/Impression Sunrise (1872).jpg</c>, in any order and depth; folders such as <c>train</c> and <c>val</c> say nothing. The names of the files
/// may say more, as WikiArt's and Wikimedia Commons' do: <c>Impressionism/claude-monet_impression-sunrise-1872.jpg</c>, or
/// "Claude Debussy - La mer.flac". The tags of recordings (title, composer, licence) count before their names, and a genre that is a style where no
/// folder says it; the artist of a recording plays it, and its date is that of the recording. Links to folders are not followed, and not more than
/// 16 folders lie inside each other. Files of other kinds are reported (<see cref="Manifest.Problems"/>), except hidden ones.
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

    /// <summary>
    /// Whether another source lists the files of the other kind in the same folder, so that nothing has to be said of them; false by default.
    /// </summary>
    public bool IsShared { get; init; }

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null)
    {
        string full = Path.GetFullPath(folder);
        if (!Directory.Exists(full)) throw new Pix2PitchException($"The folder '{folder}' was not found; check the path.");
        var manifest = new ManifestBuilder(folder, full, options ?? new ManifestOptions());
        var passedOver = new PassedOver(kind, IsShared);
        string root = Path.GetFileName(Path.TrimEndingDirectorySeparator(full));
        var rows = new List<Work>();
        int found = 0;
        foreach (string file in FolderWalk.Files(full, name => MediaFiles.Is(kind, name), manifest, passedOver))
        {
            found++;
            if (ManifestReader.Check(file) is { } wrong)
            {
                manifest.LeaveOut(file, wrong);
                continue;
            }
            Work row = MediaFiles.FromName(file, Path.GetDirectoryName(Path.GetRelativePath(full, file)), root);
            rows.Add(MediaFiles.IsSound(file) ? RecordingTags.Read(file).ApplyTo(row) : row);
        }
        // Beside folders of other styles "Classical" is the period; alone it is what shops call all such music.
        bool hasStyles = rows.Exists(row => StyleNames.ParseOrNull(row.Style) is not null and not Style.Classicism);
        foreach (Work row in rows) manifest.Add(!hasStyles && MediaFiles.IsSound(row.Path) && RecordingTags.IsAllMusic(row.Style) ? row with { Style = "" } : row);
        passedOver.Report(manifest, full);
        if (found == 0)
        {
            string sought = kind switch { MediaKind.Pictures => "pictures", MediaKind.Recordings => "recordings", _ => "pictures and no recordings" };
            string instead = manifest.Build().Problems is [.., var last] ? $" (but {last.Reason})" : "";
            throw new Pix2PitchException($"The folder '{folder}' holds no {sought}{instead}; name the CSV file that lists them, or another folder.");
        }
        return manifest.Build();
    }
}
