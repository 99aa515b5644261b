using System.Collections.Concurrent;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What shards that are there already hold, so that nothing is hashed or computed twice when rows move from shard to shard.</summary>
internal sealed class KnownContent<TItem> : IDisposable
{
    private readonly string _folder;
    private readonly Dictionary<string, (FileStamp Stamp, string ContentHash)> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ShardIndex<TItem> Index, ShardEntry<TItem> Entry)> _byContent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<NpyFile?>> _arrays = new(StringComparer.Ordinal);

    /// <summary>Takes in what indexes say.</summary>
    public KnownContent(string folder, IEnumerable<ShardIndex<TItem>> indexes)
    {
        _folder = folder;
        foreach (ShardIndex<TItem> index in indexes)
        {
            foreach (ShardEntry<TItem> entry in index.Entries.Where(entry => entry.ContentHash.Length > 0))
            {
                _byPath[entry.Path] = (entry.Stamp, entry.ContentHash);
                _byContent.TryAdd(entry.ContentHash, (index, entry));
            }
        }
    }

    /// <summary>The hash of a file that has not changed since it was hashed; null where that is not known.</summary>
    public string? HashOf(string path, FileStamp stamp)
        => _byPath.TryGetValue(path, out (FileStamp Stamp, string ContentHash) known) && known.Stamp == stamp ? known.ContentHash : null;

    /// <summary>Items and rows of a content; null where they are not known, or for another file, or the shard that has them is damaged.</summary>
    public (IReadOnlyList<TItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut)? RowsOf(string contentHash, string path)
    {
        if (!_byContent.TryGetValue(contentHash, out (ShardIndex<TItem> Index, ShardEntry<TItem> Entry) known))
            return null;
        // Reasons name the file.
        if (known.Entry.LeftOut.Count > 0 && known.Entry.Path != path)
            return null;
        NpyFile? array = _arrays.GetOrAdd(known.Index.Array.File, _ => new Lazy<NpyFile?>(() => Open(known.Index.Array))).Value;
        if (array is null)
            return null;
        int length = array.RowLength * array.Type.Size;
        var rows = new byte[known.Entry.Items.Count * length];
        for (int i = 0; i < known.Entry.Items.Count; i++)
            array.ReadBytes(known.Entry.FirstRow + i, rows.AsSpan(i * length));
        return (known.Entry.Items, rows, known.Entry.LeftOut);
    }

    public void Dispose()
    {
        foreach (Lazy<NpyFile?> array in _arrays.Values)
            array.Value?.Dispose();
    }

    // Damage must not be copied under a new checksum.
    private NpyFile? Open(ShardFile shard)
    {
        string path = Path.Combine(_folder, shard.File);
        try
        {
            if (Checksum.OfFile(path) != shard.Sha256)
                return null;
            return new NpyFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Pix2PitchException)
        {
            return null;
        }
    }
}
