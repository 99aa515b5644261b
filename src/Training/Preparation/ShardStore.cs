using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// The shards of one side of a library. Makes those that are not there yet; any number of processes may do so at a time, each shard
/// being made by one of them.
/// </summary>
internal sealed class ShardStore<TItem>
{
    private readonly string _folder;
    private readonly IShardSource<TItem> _source;
    private readonly IReadOnlyList<string> _paths;
    private readonly PrepareFigures _figures;
    private readonly Action<int> _done;
    private readonly ILookup<int, string> _indexes;
    private readonly Lazy<KnownContent<TItem>> _known;

    /// <param name="output">The prepared folder.</param>
    /// <param name="source">Makes the rows.</param>
    /// <param name="paths">The files of the library in their order.</param>
    /// <param name="figures">Counts what is done.</param>
    /// <param name="done">Is told of every so many rows of the library that are done.</param>
    /// <exception cref="Pix2PitchException">The folder cannot be written to.</exception>
    public ShardStore(string output, IShardSource<TItem> source, IReadOnlyList<string> paths, PrepareFigures figures, Action<int> done)
    {
        (_source, _paths, _figures, _done) = (source, paths, figures, done);
        Place = $"{PreparedFolder.ShardsFolder}/{source.Settings.Key}";
        _folder = Path.Combine(output, Place);
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.NotWritable(output, e);
        }
        string[] names = [.. Directory.EnumerateFiles(_folder, $"{source.Settings.Kind}-*.json").Order(StringComparer.Ordinal)];
        _indexes = names.Where(name => NumberOf(name) is not null).ToLookup(name => NumberOf(name)!.Value);
        _known = new Lazy<KnownContent<TItem>>(() => new KnownContent<TItem>(_folder, names.Select(ShardIndexFile.Read<TItem>).OfType<ShardIndex<TItem>>()));
    }

    /// <summary>The folder of the shards in the prepared folder, with slashes.</summary>
    public string Place { get; }

    /// <summary>Makes the shards of a share that are not there.</summary>
    /// <param name="share">Which shards.</param>
    /// <param name="threads">How many threads work.</param>
    /// <param name="cancellation">Stops; what is done stays.</param>
    /// <returns>The indexes of the shards of the share, in their order.</returns>
    /// <exception cref="Pix2PitchException">The folder cannot be written to.</exception>
    public IReadOnlyList<ShardIndex<TItem>> Make(ShardShare share, int threads, CancellationToken cancellation)
    {
        int[] numbers = [.. Enumerable.Range(0, ShardOptions.Count(_paths.Count)).Where(share.Has)];
        var indexes = new ConcurrentDictionary<int, ShardIndex<TItem>>();
        var waiting = new ConcurrentQueue<int>(numbers);
        var work = new OrderedWork(threads);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ExceptionDispatchInfo? failure = null;
        // While the last files of one shard are worked on, the first of the next keep the other threads busy.
        Thread[] makers = [.. Enumerable.Range(0, threads == 1 ? 1 : 2 + threads / 32).Select(_ => new Thread(MakeAll) { IsBackground = true })];
        foreach (Thread maker in makers)
            maker.Start();
        foreach (Thread maker in makers)
            maker.Join();
        if (_known.IsValueCreated)
            _known.Value.Dispose();
        cancellation.ThrowIfCancellationRequested();
        failure?.Throw();
        return [.. numbers.Select(number => indexes[number])];

        void MakeAll()
        {
            try
            {
                while (waiting.TryDequeue(out int number))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    if (MakeOne(number, work, stop.Token) is { } index)
                    {
                        indexes[number] = index;
                        continue;
                    }
                    // Another process is at it: the others first.
                    waiting.Enqueue(number);
                    if (waiting.All(other => IsLocked(other)))
                        stop.Token.WaitHandle.WaitOne(50);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                stop.Cancel();
            }
        }
    }

    private bool IsLocked(int number) => File.Exists(LockOf(number));

    private string LockOf(int number) => Path.Combine(_folder, $"{_source.Settings.PrefixOf(number)}.lock");

    private static int? NumberOf(string path) => Path.GetFileName(path).Split('-') is [_, var digits, _] && int.TryParse(digits, out int number) ? number : null;

    /// <summary>The index of a shard, made if need be; null where another process is making it.</summary>
    private ShardIndex<TItem>? MakeOne(int number, OrderedWork work, CancellationToken cancellation)
    {
        int first = number * ShardOptions.Entries;
        string[] paths = [.. _paths.Skip(first).Take(ShardOptions.Entries)];
        FileStamp[] stamps = [.. paths.Select(FileStamp.Of)];
        foreach (string file in _indexes[number])
        {
            if (ShardIndexFile.Read<TItem>(file) is { } index && Describes(index, paths, stamps) && IsThere(index))
                return Keep(index);
        }
        try
        {
            using FileLock? taken = FileLock.TryTake(LockOf(number));
            if (taken is null)
                return null;
            return new ShardMaker<TItem>(_folder, _source, _known.Value, _figures, _done).Make(number, paths, stamps, work, Keep, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.NotWritable(_folder, e);
        }
        catch (ArgumentOutOfRangeException e) when (e.ParamName == "value")
        {
            // What a FileStream makes of EFBIG: the file system or a limit of the process allows no file of this size.
            throw OutputFolder.NotWritable(_folder, new IOException("a file would become larger than is allowed here", e));
        }
    }

    private ShardIndex<TItem> Keep(ShardIndex<TItem> index)
    {
        _figures.AddKept();
        _done(index.Entries.Count);
        return index;
    }

    private bool IsThere(ShardIndex<TItem> index)
        => new FileInfo(Path.Combine(_folder, index.Array.File)) is { Exists: true } file && file.Length == index.Array.Bytes;

    private static bool Describes(ShardIndex<TItem> index, string[] paths, FileStamp[] stamps)
    {
        if (index.Entries.Count != paths.Length)
            return false;
        for (int i = 0; i < paths.Length; i++)
        {
            ShardEntry<TItem> entry = index.Entries[i];
            // What could not be read before can perhaps be read now.
            if (entry.Path != paths[i] || entry.Stamp != stamps[i] || entry.ContentHash.Length == 0)
                return false;
        }
        return true;
    }
}
