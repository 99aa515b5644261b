using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Collections;

/// <summary>A painting of a collection, with its music.</summary>
/// <param name="Number">The number that visitors enter; unique in the collection.</param>
/// <param name="Work">What is known about the painting.</param>
/// <param name="Media">What was measured and made; the names of its files follow from it.</param>
public sealed record CollectionWork(int Number, Work Work, WorkMedia Media)
{
    /// <summary>The style that was requested for the music; null if it was judged or is unknown.</summary>
    public Style? Style { get; init; }

    /// <summary>Where the style comes from.</summary>
    public StyleSource StyleSource { get; init; }

    /// <summary>The confidence in the style, 0 to 1, if it follows from year and place.</summary>
    public float StyleConfidence { get; init; }

    /// <summary>The title; if it is unknown, the name of the file. One in small letters, as names of files are, begins with a capital.</summary>
    public string Title => ShownNames.Title(Work.Title.Trim().Length > 0 ? Work.Title.Trim() : Path.GetFileNameWithoutExtension(Work.Path));
}
