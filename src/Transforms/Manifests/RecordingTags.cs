using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// What the tags of a recording say about the piece. The artist is the performer, unless it is the name of a known composer. The date is that of the
/// recording.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Composer">The composer; empty if there is no such tag.</param>
/// <param name="Performer">Orchestra, soloist or band: the tag "artist".</param>
/// <param name="Date">When it was recorded or published.</param>
/// <param name="Licence">The licence.</param>
/// <param name="Genre">The genre.</param>
internal sealed record RecordingTags(string Title, string Composer, string Performer, string Date, string Licence, string Genre)
{
    /// <summary>The column of <see cref="Work.Other"/> with the performer.</summary>
    public const string PerformerColumn = "performer";

    /// <summary>Reads the tags of a file; empty where it has none or cannot be read.</summary>
    public static RecordingTags Read(string path)
    {
        SoundTags tags = SoundTags.Read(path);
        string title = tags.Title.Length > 0 ? tags.Title : tags.Work;
        string performer = tags.Artist.Length > 0 ? tags.Artist : tags.Performer;
        return new RecordingTags(title, tags.Composer, performer, tags.Date, tags.Licence, tags.Genre);
    }

    /// <summary>Completes and corrects a work, which was read from the names of the file and its folders.</summary>
    public Work ApplyTo(Work work)
    {
        string performer = PersonNames.IsNobody(Performer) ? "" : Performer.Trim();
        string composer = !PersonNames.IsNobody(Composer) ? Composer.Trim() : FindComposer(performer) ? performer : work.Name;
        string title = PersonNames.IsNobody(Title) ? work.Title : Title.Trim();
        // "Debussy: La mer", if no tag gives the composer.
        if (composer.Length == 0 && title.Split(':', 2, StringSplitOptions.TrimEntries) is [var before, { Length: > 0 } after] && FindComposer(before))
            (composer, title) = (before, after);
        Dictionary<string, string> other = new(work.Other);
        if (performer.Length > 0 && performer != composer) other[PerformerColumn] = performer;
        int? dated = WorkYear.Parse(Date) is { } year && year < WorkName.FirstRecordings ? year : null;
        return work with
        {
            Name = composer,
            Title = title,
            Year = dated ?? work.Year,
            Style = StyleNames.IsKnown(work.Style) || !IsStyle(Genre) ? work.Style : Genre,
            Licence = Licence,
            PieceId = MediaFiles.PieceOf(work.Path, composer, title),
            Other = other,
        };
    }

    /// <summary>Whether a text is "Classical", which as a genre is all such music and not a style.</summary>
    public static bool IsAllMusic(string genre) => genre.Trim().ToUpperInvariant() is "CLASSIC" or "CLASSICAL" or "CLASSICAL MUSIC" or "KLASSIK" or "MUSIQUE CLASSIQUE";

    private static bool IsStyle(string genre) => StyleNames.TryParse(genre, out _) && !IsAllMusic(genre);

    private static bool FindComposer(string name) => new WorkWords(PersonKind.Composer).IsKnown(name);
}
