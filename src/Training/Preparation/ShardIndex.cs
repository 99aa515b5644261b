using System.Text.Json.Serialization;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The content of a shard: a file beside its <c>.npy</c>. If it exists, the shard is complete.</summary>
/// <typeparam name="TItem">The measurements of a row.</typeparam>
internal sealed record ShardIndex<TItem>
{
    /// <summary>Version of the layout.</summary>
    public int Format { get; init; } = ShardOptions.Format;

    /// <summary>Number of the shard: its first entry is work <see cref="ShardOptions.Entries"/> times this number.</summary>
    public required int Number { get; init; }

    /// <summary>What its bytes depend on: <see cref="ShardOptions.Description"/>.</summary>
    [JsonPropertyName("Settings")]
    public required string Options { get; init; }

    /// <summary>The file with the rows. Its name is without folders.</summary>
    public required ShardFile Array { get; init; }

    /// <summary>The works of the library, in their order.</summary>
    public required IReadOnlyList<ShardEntry<TItem>> Entries { get; init; }
}
