using Pix2Pitch.Manifests;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// The paintings and the music that a user has, with the style of each: the first step of <c>prepare</c>. Nothing is decoded yet.
/// </summary>
public sealed class Library
{
    private Library(
        IReadOnlyList<LibraryRow> paintings, IReadOnlyList<LibraryRow> music, IReadOnlyList<LeftOut> leftOut, IReadOnlyList<string> layouts, IReadOnlyList<string> notes)
        => (Paintings, Music, LeftOut, Layouts, Notes) = (paintings, music, leftOut, layouts, notes);

    /// <summary>The paintings whose style is known, in the order of their list; every file is there and is there once.</summary>
    public IReadOnlyList<LibraryRow> Paintings { get; }

    /// <summary>The recordings, likewise.</summary>
    public IReadOnlyList<LibraryRow> Music { get; }

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>What the paintings and the music were found to be, in a sentence each, for a report.</summary>
    public IReadOnlyList<string> Layouts { get; }

    /// <summary>
    /// What else to know of how the lists and folders were read, in a sentence each: the encoding of a list that is not UTF-8, the number of files
    /// that are neither pictures nor recordings.
    /// </summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads both lists and finds the style of everything in them.</summary>
    /// <param name="options">Where they lie.</param>
    /// <exception cref="Pix2PitchException">A side is not there or cannot be read; or, with <see cref="LibraryOptions.Strict"/>, something
    /// would be left out.</exception>
    public static Library Read(LibraryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var leftOut = new List<LeftOut>();
        var layouts = new List<string>();
        var notes = new List<string>();
        // Both are found before either is read: what is missing is said at once.
        IManifestSource paintings = LibrarySide.Paintings.Find(options.Paintings, options.Data);
        IManifestSource music = LibrarySide.Music.Find(options.Music, options.Data);
        return new Library(
            new LibraryReader(LibrarySide.Paintings, options.Strict, leftOut, layouts, notes).Read(paintings),
            new LibraryReader(LibrarySide.Music, options.Strict, leftOut, layouts, notes).Read(music),
            [.. leftOut.Distinct()], layouts, [.. notes.Distinct()]); // both sides may have met the same file
    }
}
