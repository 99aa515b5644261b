using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Data;

/// <summary>A painting of a prepared folder. Texts are empty where nothing is known.</summary>
public sealed record PreparedPainting
{
    /// <summary>The full path of the picture when it was prepared.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the picture file, 64 lower-case hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The artist.</summary>
    public string Name { get; init; } = "";

    /// <summary>The title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it was painted.</summary>
    public string Place { get; init; } = "";

    /// <summary>The country in which it was painted.</summary>
    public string Country { get; init; } = "";

    /// <summary>Its licence.</summary>
    public string Licence { get; init; } = "";

    /// <summary>When it was painted; null for unknown.</summary>
    public int? Year { get; init; }

    /// <summary>Its style.</summary>
    public required Style Style { get; init; }

    /// <summary>How sure the style is, 0 to 1.</summary>
    public double StyleConfidence { get; init; } = 1;

    /// <summary>What it is used for.</summary>
    public Split Split { get; init; }

    /// <summary>Width of the picture file in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height of the picture file in pixels.</summary>
    public int Height { get; init; }

    /// <summary>What was measured of it, in the size and fit of the folder: what the network sees.</summary>
    public required PaintingFeatures Features { get; init; }
}
