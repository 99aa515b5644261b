using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// A folder of pictures, recordings or both. Its folders are named after styles, <c>impressionism/sunrise.jpg</c>, or people,
/// <c>Claude Monet/Impression Sunrise (1872).jpg</c>, in any order and depth; names such as <c>train</c> and <c>val</c> are ignored. The names of files
/// are read as well, in the forms of WikiArt and Wikimedia Commons: <c>Impressionism/claude-monet_impression-sunrise-1872.jpg</c>,
/// "Claude Debussy - La mer.flac". For recordings, the tags (title, composer, licence) are preferred to the names; a genre is the style if it is one
/// and no folder gives a style. The artist in the tags is the performer, and the date is that of the recording. Links to folders are not followed, and
/// folders are read to a depth of 16. Other files are reported (<see cref="Manifest.Problems"/>), except hidden ones.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="kind">Which of its files are listed.</param>
internal sealed class FolderSource(string folder, MediaKind kind = MediaKind.Any) : IManifestSource
{
    /// <inheritdoc/>
    public string Layout => kind switch
    {
        MediaKind.Pictures => "a folder of pictures",
        MediaKind.Recordings => "a folder of recordings",
        _ => "a folder",
    };

    /// <summary>
    /// Whether another source lists the files of the other kind in the same folder, so that they are not reported; false by default.
    /// </summary>
    public bool IsShared { get; init; }

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        string full = Path.GetFullPath(folder);
        if (!Directory.Exists(full)) throw new Pix2PitchException($"The folder '{folder}' was not found; check the path.");
        var manifest = new ManifestBuilder(folder, full, options ?? new ManifestOptions(), cancellation);
        var passedOver = new PassedOver(kind, IsShared);
        string root = Path.GetFileName(Path.TrimEndingDirectorySeparator(full));
        var works = new List<Work>();
        int found = 0;
        foreach (string file in FolderWalk.Files(full, name => MediaFiles.Is(kind, name), manifest, passedOver))
        {
            found++;
            if (ManifestReader.Check(file) is { } wrong)
            {
                manifest.LeaveOut(file, wrong);
                continue;
            }
            Work work = MediaFiles.FromName(file, Path.GetDirectoryName(Path.GetRelativePath(full, file)), root);
            works.Add(MediaFiles.IsSound(file) ? RecordingTags.Read(file).ApplyTo(work) : work);
        }
        // Beside other styles, "Classical" is the period; alone, it is the genre of all such music.
        bool hasStyles = works.Exists(work => StyleNames.ParseOrNull(work.Style) is not null and not Style.Classicism);
        foreach (Work work in works) manifest.Add(!hasStyles && MediaFiles.IsSound(work.Path) && RecordingTags.IsAllMusic(work.Style) ? work with { Style = "" } : work);
        passedOver.Report(manifest, full);
        if (found == 0)
        {
            string sought = kind switch { MediaKind.Pictures => "pictures", MediaKind.Recordings => "recordings", _ => "pictures and no recordings" };
            string instead = manifest.Build().Problems is [.., var last] ? $" (but {last.Reason})" : "";
            throw new Pix2PitchException($"The folder '{folder}' holds no {sought}{instead}; give the CSV file that lists them, or another folder.");
        }
        return manifest.Build();
    }
}
