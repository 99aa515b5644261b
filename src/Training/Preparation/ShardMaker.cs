using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Makes one shard. The caller holds its lock.</summary>
internal sealed class ShardMaker<TItem>(string folder, IShardSource<TItem> source, KnownContent<TItem> known, PrepareFigures figures, Action<int> done)
{
    private const string Unreadable = "";

    /// <summary>Makes the shard of some files, or finds that it exists.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="paths">The files.</param>
    /// <param name="stamps">Their stamps.</param>
    /// <param name="work">Runs the work.</param>
    /// <param name="keep">Receives a shard that existed.</param>
    /// <param name="cancellation">Stops; nothing of the shard is kept.</param>
    public ShardIndex<TItem> Make(
        int number, string[] paths, FileStamp[] stamps, OrderedWork work, Func<ShardIndex<TItem>, ShardIndex<TItem>> keep, CancellationToken cancellation)
    {
        DeleteLeftovers(number);
        var hashes = new string[paths.Length];
        var reasons = new string[paths.Length];
        work.Run(paths.Length, i => HashOf(paths[i], stamps[i]), (i, found) => (hashes[i], reasons[i]) = found, cancellation);
        string name = source.Options.NameOf(number, hashes), indexPath = Path.Combine(folder, name + ".json");

        // Another process may have made it in the meantime; or its files have new names or times, but the same content.
        if (ShardIndexFile.Read<TItem>(indexPath) is { } index && index.Entries.Select(entry => entry.ContentHash).SequenceEqual(hashes)
            && File.Exists(Path.Combine(folder, index.Array.File)) && index.Entries.Zip(paths, (entry, path) => entry.LeftOut.Count == 0 || entry.Path == path).All(same => same))
        {
            ShardEntry<TItem>[] entries = [.. index.Entries.Select((entry, i) => entry with { Path = paths[i], Stamp = stamps[i] })];
            if (!entries.Zip(index.Entries, (a, b) => a.Path == b.Path && a.Stamp == b.Stamp).All(same => same))
                ShardIndexFile.Write(indexPath, PartOf(indexPath), index = index with { Entries = entries });
            return keep(index);
        }

        string arrayPath = Path.Combine(folder, name + ".npy"), part = PartOf(arrayPath);
        var made = new List<ShardEntry<TItem>>(paths.Length);
        try
        {
            using (var writer = new NpyWriter(part, source.Options.Type, source.Options.RowShape))
            {
                work.Run(paths.Length, i => Read(paths[i], stamps[i], hashes[i], reasons[i]), (_, result) =>
                {
                    made.Add(result.Entry with { FirstRow = writer.Rows });
                    writer.WriteStored(result.Rows);
                    done(1);
                }, cancellation);
                writer.Complete();
            }
            var array = new ShardFile(Path.GetFileName(arrayPath), made.Sum(entry => entry.Items.Count), new FileInfo(part).Length, Checksum.OfFile(part));
            index = new ShardIndex<TItem> { Number = number, Options = source.Options.Description, Array = array, Entries = made };
            File.Move(part, arrayPath, overwrite: true);
            ShardIndexFile.Write(indexPath, PartOf(indexPath), index);
            figures.AddWritten(array.Bytes);
            return index;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private (string Hash, string Reason) HashOf(string path, FileStamp stamp)
    {
        if (known.HashOf(path, stamp) is { } hash)
            return (hash, "");
        try
        {
            return (Checksum.OfFile(path), "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (Unreadable, stamp.Bytes < 0 ? $"'{path}' does not exist any more; check its name." : $"'{path}' cannot be read ({e.Message.TrimEnd('.')}); check its permissions and the disk.");
        }
    }

    private (ShardEntry<TItem> Entry, byte[] Rows) Read(string path, FileStamp stamp, string hash, string reason)
    {
        var entry = new ShardEntry<TItem> { Path = path, Stamp = stamp, ContentHash = hash };
        if (hash == Unreadable)
            return (entry with { LeftOut = [reason] }, []);
        if (known.RowsOf(hash, path) is { } copy)
            return (entry with { Items = copy.Items, LeftOut = copy.LeftOut }, copy.Rows);
        (IReadOnlyList<TItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut) made;
        try
        {
            made = source.Read(path);
        }
        catch (Pix2PitchException e) when (e.InnerException is not DllNotFoundException)
        {
            made = ([], [], [e.Message]);
        }
        // Otherwise its hash would belong to other content.
        if (FileStamp.Of(path) != stamp)
            throw new Pix2PitchException($"'{path}' changed while it was read; prepare again when no program writes to it.");
        figures.AddRead(stamp.Bytes, made.Items.Count);
        return (entry with { Items = made.Items, LeftOut = made.LeftOut }, made.Rows);
    }

    /// <summary>Deletes what a killed process left of this shard. Because of the lock, no process is writing it.</summary>
    private void DeleteLeftovers(int number)
    {
        foreach (string left in Directory.EnumerateFiles(folder, $"{source.Options.PrefixOf(number)}-*.part"))
            File.Delete(left);
    }

    // A unique name, in case the file system has no locks.
    private static string PartOf(string path) => $"{path}.{Guid.NewGuid():N}.part";
}
