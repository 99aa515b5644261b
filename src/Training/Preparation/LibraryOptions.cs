namespace Pix2Pitch.Training.Preparation;

/// <summary>Where the paintings and the music are: a folder with both, or each of them, or the folder and one of them.</summary>
public sealed record LibraryOptions
{
    /// <summary>
    /// A folder with <c>paintings.csv</c> and <c>music.csv</c> (or .jsonl, .ndjson), or with folders <c>paintings</c> and <c>music</c>, or with
    /// pictures and recordings.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>The paintings: a manifest, a data set in its own layout, or a folder of pictures. Used instead of those in <see cref="Data"/>.</summary>
    public string? Paintings { get; init; }

    /// <summary>The music: a manifest, a data set in its own layout, or a folder of recordings. Used instead of those in <see cref="Data"/>.</summary>
    public string? Music { get; init; }

    /// <summary>Whether reading stops with an error where something would be left out.</summary>
    public bool Strict { get; init; }
}
