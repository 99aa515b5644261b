using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Data;

/// <summary>A clip of music of a prepared folder. Texts are empty where nothing is known.</summary>
public sealed record PreparedClip
{
    /// <summary>The full path of the recording when it was prepared.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the recording's file, 64 lower-case hexadecimal digits; clips of one recording share it.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The composer.</summary>
    public string Name { get; init; } = "";

    /// <summary>The title of the piece.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it was composed.</summary>
    public string Place { get; init; } = "";

    /// <summary>The country in which it was composed.</summary>
    public string Country { get; init; } = "";

    /// <summary>Its licence.</summary>
    public string Licence { get; init; } = "";

    /// <summary>What all clips of one piece share.</summary>
    public string PieceId { get; init; } = "";

    /// <summary>What kind of recording it is, by the column <c>kind</c> of the list ("real recording", "synthesised").</summary>
    public string Kind { get; init; } = "";

    /// <summary>When it was composed; null for unknown.</summary>
    public int? Year { get; init; }

    /// <summary>Its style.</summary>
    public required Style Style { get; init; }

    /// <summary>How sure the style is, 0 to 1.</summary>
    public double StyleConfidence { get; init; } = 1;

    /// <summary>What it is used for.</summary>
    public Split Split { get; init; }

    /// <summary>Where in the recording's file the clip begins, in seconds.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>What was measured of it.</summary>
    public required MusicFeatures Features { get; init; }
}
