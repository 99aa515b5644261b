namespace Pix2Pitch.Prepared;

/// <summary>
/// Rows in many <c>.npy</c> files, read in any order from any number of threads. A file is mapped when one of its rows is read; when too many are
/// mapped, the least recently used is unmapped.
/// </summary>
internal sealed class ShardedArray : IDisposable
{
    /// <summary>Max number of files that are mapped at a time. Linux allows 65,530 mappings in a process. A mapping keeps no handle.</summary>
    public const int MaxMapped = 2048;

    private readonly string _folder;
    private readonly IReadOnlyList<ShardFile> _shards;
    private readonly (int Shard, int Row)[] _rows;
    private readonly int[] _rowShape;
    private readonly int _maxMapped;
    private readonly LinkedList<int> _recent = new(); // the most recently used first
    private readonly Dictionary<int, (NpyFile File, LinkedListNode<int> Node)> _mapped = [];
    private bool _isDisposed;

    /// <summary>Checks that all files exist and have the right length.</summary>
    /// <exception cref="Pix2PitchException">A file is missing or of another length.</exception>
    public ShardedArray(
        string folder, IReadOnlyList<ShardFile> shards, (int Shard, int Row)[] rows, int[] rowShape, int maxMapped = MaxMapped)
    {
        (_folder, _shards, _rows, _rowShape, _maxMapped) = (folder, shards, rows, rowShape, maxMapped);
        foreach (ShardFile shard in shards)
        {
            var file = new FileInfo(Path.Combine(folder, shard.File));
            if (!file.Exists)
                throw new Pix2PitchException($"'{file}' is missing; prepare the data again.");
            if (file.Length != shard.Bytes)
                throw new Pix2PitchException($"'{file}' has {file.Length} bytes of {shard.Bytes}; delete it and prepare the data again.");
        }
    }

    /// <summary>The number of files that are mapped.</summary>
    public int Mapped => _mapped.Count;

    public void Read(int row, Span<float> values)
    {
        if ((uint)row >= (uint)_rows.Length)
            throw new ArgumentOutOfRangeException(nameof(row), $"The row is {row}; there are rows [0, {_rows.Length}).");
        (int shard, int rowOfShard) = _rows[row];
        while (true)
        {
            NpyFile file = Map(shard);
            try
            {
                file.Read(rowOfShard, values);
                return;
            }
            catch (ObjectDisposedException) when (!_isDisposed)
            {
                // Other threads have mapped so many files in the meantime that this one was unmapped.
            }
        }
    }

    public void Dispose()
    {
        lock (_mapped)
        {
            _isDisposed = true;
            foreach ((NpyFile file, _) in _mapped.Values)
                file.Dispose();
            _mapped.Clear();
            _recent.Clear();
        }
    }

    private NpyFile Map(int shard)
    {
        lock (_mapped)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_mapped.TryGetValue(shard, out (NpyFile File, LinkedListNode<int> Node) known))
            {
                _recent.Remove(known.Node);
                _recent.AddFirst(known.Node);
                return known.File;
            }
            if (_mapped.Count >= _maxMapped)
            {
                _mapped.Remove(_recent.Last!.Value, out (NpyFile File, LinkedListNode<int> Node) oldest);
                _recent.Remove(oldest.Node);
                oldest.File.Dispose();
            }
            var file = new NpyFile(Path.Combine(_folder, _shards[shard].File));
            int[] expected = [_shards[shard].Rows, .. _rowShape];
            if (!file.Shape.SequenceEqual(expected))
            {
                file.Dispose();
                throw new Pix2PitchException($"'{Path.Combine(_folder, _shards[shard].File)}' is {string.Join(" x ", file.Shape)}, "
                    + $"but {PreparedFolder.InfoFile} says {string.Join(" x ", expected)}; delete it and prepare the data again.");
            }
            _mapped[shard] = (file, _recent.AddFirst(shard));
            return file;
        }
    }
}
