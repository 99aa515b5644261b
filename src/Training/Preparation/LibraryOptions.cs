namespace Pix2Pitch.Training.Preparation;

/// <summary>Where paintings and music lie. Either the folder, or both sides, or the folder and one side.</summary>
public sealed record LibraryOptions
{
    /// <summary>
    /// A folder with <c>paintings.csv</c> and <c>music.csv</c> (or .jsonl, .ndjson), or with folders <c>paintings</c> and <c>music</c>, or one
    /// that holds pictures and recordings of its own.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>The paintings: a manifest, a data set in its own layout, or a folder of pictures. Counts before <see cref="Data"/>.</summary>
    public string? Paintings { get; init; }

    /// <summary>The music: a manifest, a data set in its own layout, or a folder of recordings. Counts before <see cref="Data"/>.</summary>
    public string? Music { get; init; }

    /// <summary>Whether the first thing that would be left out stops the reading instead.</summary>
    public bool Strict { get; init; }
}
