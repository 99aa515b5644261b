using System.Text.Json.Serialization;
using Pix2Pitch.Features;

namespace Pix2Pitch.Prepared;

/// <summary>A clip of music in a prepared folder.</summary>
public sealed record PreparedClip : PreparedWork
{
    /// <summary>Where in the recording the clip begins, in seconds.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>Its measured features. NaN, without a tonic and pitch classes, in format 1, in which nothing was measured.</summary>
    public required MusicFeatures Features { get; init; }

    /// <summary>The kind of recording, from the column <c>kind</c> of the manifest ("real recording", "synthesised"); empty where there is none.</summary>
    [JsonIgnore]
    public string Kind => Work.Other.FirstOrDefault(cell => cell.Key.Equals(KindColumn, StringComparison.OrdinalIgnoreCase)).Value ?? "";

    internal const string KindColumn = "kind";
}
