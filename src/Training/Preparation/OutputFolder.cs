using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The folder that <c>prepare</c> writes to.</summary>
internal sealed class OutputFolder
{
    private static readonly string[] s_own =
        [PreparedFolder.InfoFile, PreparedFolder.ShardsFolder, PreparedFolder.TablesFolder, LockName, "paintings.csv", "music.csv", "left-out.csv"];

    private const string LockName = "publish.lock";

    /// <summary>Makes the folder if it is not there.</summary>
    /// <exception cref="Pix2PitchException">It is a file, holds something else, or cannot be written to.</exception>
    public OutputFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FullPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(FullPath))
            throw new Pix2PitchException($"'{path}' is a file; name a folder.");
        if (PreparedFolder.IsOfOldFormat(FullPath) && !File.Exists(InfoPath))
            throw new Pix2PitchException($"'{path}' was prepared by an older version and is left as it is; delete it or name another folder.");
        try
        {
            if (Directory.Exists(FullPath) && !File.Exists(InfoPath)
                && Directory.EnumerateFileSystemEntries(FullPath).Any(entry => !s_own.Contains(Path.GetFileName(entry)) && !entry.EndsWith(".part", StringComparison.Ordinal)))
            {
                throw new Pix2PitchException($"'{path}' holds something else than prepared data and is left as it is; name another folder.");
            }
            Directory.CreateDirectory(Path.Combine(FullPath, PreparedFolder.ShardsFolder));
            Directory.CreateDirectory(Path.Combine(FullPath, PreparedFolder.TablesFolder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be written to ({e.Message.TrimEnd('.')}); name another folder with --output.", e);
        }
    }

    /// <summary>Its full path.</summary>
    public string FullPath { get; }

    private string InfoPath => Path.Combine(FullPath, PreparedFolder.InfoFile);

    /// <summary>Keeps other processes from publishing.</summary>
    public FileLock Lock(CancellationToken cancellation) => FileLock.Take(Path.Combine(FullPath, LockName), cancellation);

    /// <summary>What is published now; null where nothing is that can be read.</summary>
    public PreparedInfo? Published()
    {
        try
        {
            return PreparedFolder.ReadInfo(FullPath);
        }
        catch (Pix2PitchException)
        {
            return null;
        }
    }

    /// <summary>Whether all files of a list are there; another process that published in between may have removed some.</summary>
    public bool HasAll(IEnumerable<ShardFile> shards)
        => shards.All(shard => new FileInfo(Path.Combine(FullPath, shard.File)) is { Exists: true } file && file.Length == shard.Bytes);

    /// <summary>
    /// Removes what the publication before named and the new one does not, older tables, and what killed processes left behind; nothing
    /// else. The lock is held.
    /// </summary>
    public void Clean(PreparedInfo? before, PreparedInfo now)
    {
        AtomicFile.DeleteLeftovers(FullPath);
        string tables = Path.Combine(FullPath, PreparedFolder.TablesFolder);
        foreach (string old in Directory.EnumerateDirectories(tables).Where(old => Path.GetFileName(old) != Path.GetFileName(now.Tables)))
            Directory.Delete(old, recursive: true);
        AtomicFile.DeleteLeftovers(Path.Combine(FullPath, now.Tables));

        HashSet<string> named = [.. now.PaintingShards.Concat(now.MusicShards).Select(shard => shard.File)];
        foreach (ShardFile old in (before?.PaintingShards ?? []).Concat(before?.MusicShards ?? []).Where(old => !named.Contains(old.File)))
        {
            // The index first: an index that is there means a whole shard.
            File.Delete(Path.Combine(FullPath, Path.ChangeExtension(old.File, ".json")));
            File.Delete(Path.Combine(FullPath, old.File));
        }
        foreach (string folder in Directory.EnumerateDirectories(Path.Combine(FullPath, PreparedFolder.ShardsFolder)))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.lock").Concat(Directory.EnumerateFiles(folder, "*.part")))
                DeleteIfLeftOver(file);
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                DeleteIfEmpty(folder);
        }
    }

    /// <summary>Removes the lock or the unfinished file of a shard that nobody is making.</summary>
    private static void DeleteIfLeftOver(string file)
    {
        string[] parts = Path.GetFileName(file).Split('-', '.');
        if (parts.Length < 3)
            return;
        using FileLock? taken = FileLock.TryTake(Path.Combine(Path.GetDirectoryName(file)!, $"{parts[0]}-{parts[1]}.lock"));
        if (taken is not null && file.EndsWith(".part", StringComparison.Ordinal))
            File.Delete(file);
    }

    private static void DeleteIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Somebody began a shard in it just now.
        }
    }
}
