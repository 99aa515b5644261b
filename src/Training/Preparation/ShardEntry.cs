using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>A file of the library in a shard.</summary>
/// <typeparam name="TItem">What is known of a row.</typeparam>
internal sealed record ShardEntry<TItem>
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>By what it is known to be unchanged.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>SHA-256 of the file; empty where it could not be read.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Its first row in the shard.</summary>
    public int FirstRow { get; init; }

    /// <summary>Its rows: one of a painting, one for every clip of a recording; none where it was left out.</summary>
    public IReadOnlyList<TItem> Items { get; init; } = [];

    /// <summary>Why it, or a part of it, was left out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
