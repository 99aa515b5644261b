using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>A picture or recording in a shard.</summary>
/// <typeparam name="TItem">The measurements of a row.</typeparam>
internal sealed record ShardEntry<TItem>
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>By this it is recognised as unchanged.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>SHA-256 of the file; empty if it could not be read.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Its first row in the shard.</summary>
    public int FirstRow { get; init; }

    /// <summary>The measurements of its rows: one for a painting, one for each clip of a recording; none if it was left out.</summary>
    public IReadOnlyList<TItem> Items { get; init; } = [];

    /// <summary>Why the file, or parts of it, were left out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
