namespace Pix2Pitch.Training.Reports;

/// <summary>A painting or clip on the contact sheet.</summary>
public sealed record SheetWork
{
    /// <summary>Its row in the prepared folder.</summary>
    public required int Row { get; init; }

    /// <summary>Its file.</summary>
    public required string Path { get; init; }

    /// <summary>Artist or composer; empty where unknown.</summary>
    public required string Name { get; init; }

    /// <summary>Title; empty where unknown.</summary>
    public required string Title { get; init; }

    /// <summary>The year of the work; null where unknown.</summary>
    public int? Year { get; init; }

    /// <summary>What is to be seen or heard, from the measures, for those who see no picture.</summary>
    public required string Description { get; init; }

    /// <summary>The width of its picture on the sheet, in pixels.</summary>
    public required int PictureWidth { get; init; }

    /// <summary>The height of its picture on the sheet, in pixels.</summary>
    public required int PictureHeight { get; init; }

    /// <summary>The picture as JPEG: the painting, or the clip's spectrogram. Only in the page, not in JSON.</summary>
    internal byte[] Picture { get; init; } = [];
}
