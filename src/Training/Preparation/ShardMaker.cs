using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Makes one shard; its lock is held.</summary>
internal sealed class ShardMaker<TItem>(string folder, IShardSource<TItem> source, KnownContent<TItem> known, PrepareFigures figures, Action<int> done)
{
    private const string Unreadable = "";

    /// <summary>Makes the shard of some files, or finds that it is there.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="paths">The files.</param>
    /// <param name="stamps">How they were found.</param>
    /// <param name="work">Does it.</param>
    /// <param name="keep">Is told of a shard that was there.</param>
    /// <param name="cancellation">Stops; nothing is left of the shard.</param>
    public ShardIndex<TItem> Make(
        int number, string[] paths, FileStamp[] stamps, OrderedWork work, Func<ShardIndex<TItem>, ShardIndex<TItem>> keep, CancellationToken cancellation)
    {
        DeleteLeftovers(number);
        var hashes = new string[paths.Length];
        var reasons = new string[paths.Length];
        work.Run(paths.Length, i => HashOf(paths[i], stamps[i]), (i, found) => (hashes[i], reasons[i]) = found, cancellation);
        string name = source.Settings.NameOf(number, hashes), indexPath = Path.Combine(folder, name + ".json");

        // Another process may have made it in between; or its files have other names or times now, and the same content.
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
            using (var writer = new NpyWriter(part, source.Settings.Type, source.Settings.RowShape))
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
            index = new ShardIndex<TItem> { Number = number, Settings = source.Settings.Description, Array = array, Entries = made };
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
            return (Unreadable, stamp.Bytes < 0 ? $"'{path}' is not there any more; check its name." : $"'{path}' cannot be read ({e.Message.TrimEnd('.')}); check its permissions and the disk.");
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
        // Its hash would stand for another content from then on.
        if (FileStamp.Of(path) != stamp)
            throw new Pix2PitchException($"'{path}' was changed while it was read; prepare again when nobody writes to it.");
        figures.AddRead(stamp.Bytes, made.Items.Count);
        return (entry with { Items = made.Items, LeftOut = made.LeftOut }, made.Rows);
    }

    /// <summary>What a killed process left of this shard. The lock says that none is writing.</summary>
    private void DeleteLeftovers(int number)
    {
        foreach (string left in Directory.EnumerateFiles(folder, $"{source.Settings.PrefixOf(number)}-*.part"))
            File.Delete(left);
    }

    // A name of its own, in case the file system knows no locks.
    private static string PartOf(string path) => $"{path}.{Guid.NewGuid():N}.part";
}
