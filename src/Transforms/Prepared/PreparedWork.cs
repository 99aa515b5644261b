using System.Text.Json.Serialization;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Prepared;

/// <summary>
/// A painting or a clip of music in a prepared folder. A folder of format 1 has the path, the name, the title, the licence, the style and the split of a work, and nothing else.
/// </summary>
public abstract record PreparedWork
{
    /// <summary>The file with its numbers: an index into the shards of <see cref="PreparedInfo"/>.</summary>
    [JsonPropertyOrder(-2)]
    public required int Shard { get; init; }

    /// <summary>The row in that file.</summary>
    [JsonPropertyOrder(-2)]
    public required int Row { get; init; }

    /// <summary>The work as its manifest lists it. Of the other columns of the manifest, only <c>kind</c> is kept.</summary>
    [JsonPropertyOrder(-1)]
    public required Work Work { get; init; }

    /// <summary>SHA-256 of the picture or recording, 64 lower-case hexadecimal digits; clips of one recording share it. Empty in format 1.</summary>
    [JsonPropertyOrder(-1)]
    public required string ContentHash { get; init; }

    /// <summary>Its style.</summary>
    [JsonPropertyOrder(-1)]
    public required Style Style { get; init; }

    /// <summary>How certain the style is, 0 to 1; 1 where the manifest states it; NaN in format 1.</summary>
    [JsonPropertyOrder(-1)]
    public double StyleConfidence { get; init; } = 1;

    /// <summary>How probable each style is, judged from the picture or the sound, in the order of <see cref="Styles.Style"/>; null if it was not judged.</summary>
    [JsonPropertyOrder(-1)]
    public IReadOnlyList<float>? StyleProbabilities { get; init; }

    /// <summary>Its split.</summary>
    [JsonPropertyOrder(-1)]
    public Split Split { get; init; }
}
