using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// The paintings and the music to prepare, with their styles: the first step of <c>prepare</c>. No file is decoded yet.
/// </summary>
internal sealed class Library
{
    private Library(
        IReadOnlyList<LabelledWork> paintings, IReadOnlyList<LabelledWork> music, IReadOnlyList<LeftOut> leftOut, IReadOnlyList<string> layouts, IReadOnlyList<string> notes)
        => (Paintings, Music, LeftOut, Layouts, Notes) = (paintings, music, leftOut, layouts, notes);

    /// <summary>The paintings whose style is known or is to be judged, in the order of their manifest. Every file exists, and none is listed twice.</summary>
    public IReadOnlyList<LabelledWork> Paintings { get; }

    /// <summary>The recordings whose style is known, in the order of their manifest.</summary>
    public IReadOnlyList<LabelledWork> Music { get; }

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>The detected layouts of the paintings and the music, a sentence each.</summary>
    public IReadOnlyList<string> Layouts { get; }

    /// <summary>
    /// Notes on how the manifests and folders were read, a sentence each: an encoding that is not UTF-8, the number of files that are neither pictures
    /// nor recordings.
    /// </summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads both manifests and finds the style of every work.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="judgesUnknown">Whether paintings whose style is not known are kept, to be judged later.</param>
    /// <param name="cancellation">Stops between two works.</param>
    /// <exception cref="Pix2PitchException">The paintings or the music are missing or cannot be read; or, with <see cref="LibraryOptions.Strict"/>,
    /// something would be left out.</exception>
    public static Library Read(LibraryOptions options, bool judgesUnknown = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var leftOut = new List<LeftOut>();
        var layouts = new List<string>();
        var notes = new List<string>();
        // Both are found before either is read, so that a missing one is reported at once.
        IManifestSource paintings = LibrarySide.Paintings.Find(options.Paintings, options.Data);
        IManifestSource music = LibrarySide.Music.Find(options.Music, options.Data);
        return new Library(
            new LibraryReader(LibrarySide.Paintings, options.Strict, leftOut, layouts, notes) { KeepsUnknown = judgesUnknown }.Read(paintings, cancellation),
            new LibraryReader(LibrarySide.Music, options.Strict, leftOut, layouts, notes).Read(music, cancellation),
            [.. leftOut.Distinct()], layouts, [.. notes.Distinct()]); // both may have the same file
    }
}

/// <summary>A work whose style is known.</summary>
/// <param name="Work">The work.</param>
/// <param name="Style">Its style, as <see cref="KnowledgeBase.FindStyle(string?, string?, int?, string?)"/> finds it.</param>
/// <param name="Confidence">0 to 1, see <see cref="StyleFinding.Confidence"/>.</param>
internal sealed record LabelledWork(Work Work, Style Style, double Confidence)
{
    /// <summary>Its name for messages: the file and, if it comes from a list, the line.</summary>
    public string Name => Work.Line > 0 ? $"'{Work.Path}' (line {Work.Line})" : $"'{Work.Path}'";

    /// <summary>The split that the list gives it; null if it gives none.</summary>
    public Split? Split { get; init; }

    /// <summary>For a painting whose style is not known and is to be judged, the reason why it is left out if that fails. <see cref="Style"/> is then none of the five.</summary>
    public string? Unknown { get; init; }
}
