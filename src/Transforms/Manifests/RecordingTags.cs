using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// What the tags of a recording tell about the piece. The artist is the performer, not the composer, unless it is a composer's name; the date is
/// that of the recording.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Composer">The composer; empty where no tag is for one.</param>
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

    /// <summary>A row that the names of file and folder gave, completed and corrected from the tags.</summary>
    public Work ApplyTo(Work row)
    {
        string performer = PersonNames.IsNobody(Performer) ? "" : Performer.Trim();
        string composer = !PersonNames.IsNobody(Composer) ? Composer.Trim() : FindComposer(performer) ? performer : row.Name;
        string title = PersonNames.IsNobody(Title) ? row.Title : Title.Trim();
        // "Debussy: La mer", where the composer is given nowhere else.
        if (composer.Length == 0 && title.Split(':', 2, StringSplitOptions.TrimEntries) is [var before, { Length: > 0 } after] && FindComposer(before))
            (composer, title) = (before, after);
        Dictionary<string, string> other = new(row.Other);
        if (performer.Length > 0 && performer != composer) other[PerformerColumn] = performer;
        int? dated = WorkYear.Parse(Date) is { } year && year < WorkName.FirstRecordings ? year : null;
        return row with
        {
            Name = composer,
            Title = title,
            Year = dated ?? row.Year,
            Style = StyleNames.IsKnown(row.Style) || !IsStyle(Genre) ? row.Style : Genre,
            Licence = Licence,
            PieceId = MediaFiles.PieceOf(row.Path, composer, title),
            Other = other,
        };
    }

    /// <summary>Whether a text is "Classical", which as a genre means all music of the kind and no style.</summary>
    public static bool IsAllMusic(string genre) => genre.Trim().ToUpperInvariant() is "CLASSIC" or "CLASSICAL" or "CLASSICAL MUSIC" or "KLASSIK" or "MUSIQUE CLASSIQUE";

    private static bool IsStyle(string genre) => StyleNames.TryParse(genre, out _) && !IsAllMusic(genre);

    private static bool FindComposer(string name) => new WorkWords(PersonKind.Composer).IsKnown(name);
}
