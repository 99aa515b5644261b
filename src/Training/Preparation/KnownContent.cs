using System.Collections.Concurrent;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The content of existing shards, so that nothing is hashed or computed again when works move to another shard.</summary>
internal sealed class KnownContent<TItem> : IDisposable
{
    private readonly string _folder;
    private readonly Dictionary<string, (FileStamp Stamp, string ContentHash)> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ShardIndex<TItem> Index, ShardEntry<TItem> Entry)> _byContent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<NpyFile?>> _arrays = new(StringComparer.Ordinal);

    /// <summary>Collects the content of indexes.</summary>
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

    /// <summary>The hash of a file that has not changed since it was hashed; null if unknown.</summary>
    public string? HashOf(string path, FileStamp stamp)
        => _byPath.TryGetValue(path, out (FileStamp Stamp, string ContentHash) known) && known.Stamp == stamp ? known.ContentHash : null;

    /// <summary>The measurements and rows of a file with this content; null if unknown, or if their shard is damaged.</summary>
    public (IReadOnlyList<TItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut)? RowsOf(string contentHash, string path)
    {
        if (!_byContent.TryGetValue(contentHash, out (ShardIndex<TItem> Index, ShardEntry<TItem> Entry) known))
            return null;
        // The reasons contain the name of the file.
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
