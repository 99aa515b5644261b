using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.DataReports;

/// <summary>A pair on the contact sheet.</summary>
/// <param name="Painting">The painting.</param>
/// <param name="Clip">Its clip.</param>
/// <param name="Style">The style of both.</param>
/// <param name="Split">The split of both.</param>
/// <param name="YearsApart">Years between them; null if a year is unknown and cannot be estimated from the life of the artist or composer.</param>
/// <param name="IsDated">Whether both years are those of the works, not estimates from the lives of artist and composer.</param>
public sealed record SheetPair(SheetWork Painting, SheetWork Clip, Style Style, Split Split, int? YearsApart, bool IsDated)
{
    /// <summary>Whether nothing is known of the painting's style, so that it was judged from the picture, which is often wrong.</summary>
    public bool IsStyleJudged { get; init; }
}

/// <summary>A painting or clip on the contact sheet.</summary>
public sealed record SheetWork
{
    /// <summary>Its row in the prepared folder.</summary>
    public required int Row { get; init; }

    /// <summary>Its file.</summary>
    public required string Path { get; init; }

    /// <summary>Artist or composer; empty if unknown.</summary>
    public required string Name { get; init; }

    /// <summary>Title; empty if unknown.</summary>
    public required string Title { get; init; }

    /// <summary>The year of the work; null if unknown.</summary>
    public int? Year { get; init; }

    /// <summary>A description from the measured features, for readers who cannot see the picture.</summary>
    public required string Description { get; init; }

    /// <summary>The width of its picture, in pixels.</summary>
    public required int PictureWidth { get; init; }

    /// <summary>The height of its picture, in pixels.</summary>
    public required int PictureHeight { get; init; }

    /// <summary>The picture as JPEG: the painting, or the spectrogram of the clip. It is only on the page, not in JSON.</summary>
    internal byte[] Picture { get; init; } = [];
}
