using Pix2Pitch.Generation;

namespace Pix2Pitch.Pages.Collections;

/// <summary>How a collection is made.</summary>
internal sealed record CollectionOptions
{
    /// <summary>The title; null means the name of the source.</summary>
    public string? Title { get; init; }

    /// <summary>The codes of the languages (<see cref="CollectionTexts.Codes"/>), each once; the first is that of the pages at the top. Default: English, Spanish, German.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en", "es", "de"];

    /// <summary>
    /// The address at which the folder will be on the web, http or https. QR codes, <c>manifest.json</c> and <c>data.json</c> need it. Default: null, none.
    /// </summary>
    public Uri? Address { get; init; }

    /// <summary>The seed of the music of all works; null (the default) means one for each work, from the content of the painting's file.</summary>
    public int? Seed { get; init; }

    /// <summary>Length of the music in seconds, 1 to 600; null (the default) means one clip.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether the music has two channels, in which a part of the painting is heard where it is; only for music that follows a path (<see cref="MusicOptions.Path"/>).</summary>
    public bool IsStereo { get; init; }

    /// <summary>How the music is made.</summary>
    public MusicOptions Music { get; init; } = new();

    /// <summary>Works that are made at the same time, 1 or more. Default: one for each core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The address with a slash at its end; null for none.</summary>
    internal string? Base => Address is null ? null : Address.AbsoluteUri.EndsWith('/') ? Address.AbsoluteUri : Address.AbsoluteUri + "/";
}
