using System.Text.Json.Serialization;
using Pix2Pitch.Features;

namespace Pix2Pitch.Prepared;

/// <summary>A painting in a prepared folder.</summary>
public sealed record PreparedPainting : PreparedWork
{
    /// <summary>Width of the picture file in pixels; 0 in format 1.</summary>
    public int Width { get; init; }

    /// <summary>Height of the picture file in pixels; 0 in format 1.</summary>
    public int Height { get; init; }

    /// <summary>Whether <see cref="PreparedWork.Style"/> is only the most probable style, because nothing else is known; its confidence is then that probability.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStyleJudged { get; init; }

    /// <summary>The row of its embedding in the file of <see cref="PreparedInfo.EmbeddingShards"/> that has the number of its shard; null if there is none.</summary>
    public int? EmbeddingRow { get; init; }

    /// <summary>Its measured features, in the size and fit of the folder: of what the network sees. NaN and no colours in format 1, in which nothing was measured.</summary>
    public required PaintingFeatures Features { get; init; }
}
