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

/// <summary>Length and time of a file, by which it is recognised as unchanged without reading it.</summary>
/// <param name="Bytes">Its length; -1 if it does not exist.</param>
/// <param name="Modified">When it was last written.</param>
internal readonly record struct FileStamp(long Bytes, DateTime Modified)
{
    /// <summary>The stamp of a file, or of the target of a link.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return new FileStamp(-1, default);
            // The length and time of the link itself do not say anything about its target.
            if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            return new FileStamp(file.Length, file.LastWriteTimeUtc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(-1, default);
        }
    }
}
