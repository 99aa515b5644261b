using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What lies beside a shard's <c>.npy</c>: which rows of the library it holds. Where it is there, the shard is whole.</summary>
/// <typeparam name="TItem">What is known of a row.</typeparam>
internal sealed record ShardIndex<TItem>
{
    /// <summary>Version of the layout.</summary>
    public int Format { get; init; } = ShardOptions.Format;

    /// <summary>Number of the shard: its first entry is that times <see cref="ShardOptions.Entries"/>.</summary>
    public required int Number { get; init; }

    /// <summary>What decided its bytes.</summary>
    public required string Settings { get; init; }

    /// <summary>The file with the rows; its name is without folders.</summary>
    public required ShardFile Array { get; init; }

    /// <summary>The rows of the library in their order.</summary>
    public required IReadOnlyList<ShardEntry<TItem>> Entries { get; init; }
}
