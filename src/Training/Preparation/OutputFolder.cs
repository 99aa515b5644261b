using System.Text;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The folder that <c>prepare</c> writes to.</summary>
internal sealed class OutputFolder
{
    private static readonly string[] s_own =
        [PreparedFolder.InfoFile, PreparedFolder.ShardsFolder, PreparedFolder.TablesFolder, LockName, SupersededName, "paintings.csv", "music.csv", "left-out.csv"];

    private const string LockName = "publish.lock";
    private const string SupersededName = "superseded.txt";

    /// <summary>Checks the folder; <see cref="Create"/> creates it.</summary>
    /// <exception cref="Pix2PitchException">It is a file, or a folder with other content.</exception>
    public OutputFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FullPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(FullPath))
            throw new Pix2PitchException($"'{path}' is a file; give a folder.");
        if (PreparedFormat1.Is(FullPath) && !File.Exists(InfoPath))
            throw new Pix2PitchException($"'{path}' was prepared by an early version of Pix2Pitch 0.1 and was not changed; delete it or give another folder.");
        try
        {
            if (Directory.Exists(FullPath) && !File.Exists(InfoPath)
                && Directory.EnumerateFileSystemEntries(FullPath).Any(entry => !s_own.Contains(Path.GetFileName(entry)) && !entry.EndsWith(".part", StringComparison.Ordinal)))
            {
                throw new Pix2PitchException($"'{path}' contains something other than prepared data and was not changed; give another folder.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be read ({e.Message.TrimEnd('.')}); give another folder with --output.", e);
        }
    }

    /// <summary>Creates the folder if it does not exist. Called when there is something to write.</summary>
    /// <exception cref="Pix2PitchException">It cannot be written to.</exception>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(FullPath, PreparedFolder.ShardsFolder));
            Directory.CreateDirectory(Path.Combine(FullPath, PreparedFolder.TablesFolder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{FullPath}' cannot be written to ({e.Message.TrimEnd('.')}); give another folder with --output.", e);
        }
    }

    /// <summary>Its full path.</summary>
    public string FullPath { get; }

    private string InfoPath => Path.Combine(FullPath, PreparedFolder.InfoFile);

    /// <summary>Keeps other processes from publishing.</summary>
    /// <exception cref="Pix2PitchException">The folder cannot be written to.</exception>
    public FileLock Lock(CancellationToken cancellation)
    {
        try
        {
            return FileLock.Take(Path.Combine(FullPath, LockName), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(FullPath, e);
        }
    }

    /// <summary>A sentence for a folder that cannot be written to.</summary>
    public static Pix2PitchException NotWritable(string folder, Exception inner)
        => new($"'{folder}' cannot be written to ({inner.Message.TrimEnd('.')}); free some space there or give another folder with --output. Finished work is kept.", inner);

    /// <summary>What is published now; null if nothing is, or if it cannot be read.</summary>
    public PreparedInfo? Published()
    {
        try
        {
            return PreparedFolder.ReadInfo(FullPath); // the shards of format 2 are the same
        }
        catch (Pix2PitchException)
        {
            return null;
        }
    }

    /// <summary>Whether all files of a list exist. Another process that published in the meantime may have deleted some.</summary>
    public bool HasAll(IEnumerable<ShardFile> shards)
        => shards.All(shard => new FileInfo(Path.Combine(FullPath, shard.File)) is { Exists: true } file && file.Length == shard.Bytes);

    /// <summary>Publishes, and deletes what only the previous publication needed. The caller holds the lock.</summary>
    /// <param name="content">What is published.</param>
    /// <exception cref="Pix2PitchException">The folder cannot be written to.</exception>
    public PreparedInfo Publish(PreparedContent content)
    {
        HashSet<string> named = [.. content.Info.AllShards.Select(shard => shard.File)];
        PreparedInfo? before = Published();
        string note = Path.Combine(FullPath, SupersededName);
        try
        {
            // Noted first, so that a process that is killed between publishing and deleting leaves no unknown files.
            string[] superseded = [.. (before?.AllShards ?? []).Select(shard => shard.File)
                .Concat(File.Exists(note) ? File.ReadAllLines(note) : []).Where(file => !named.Contains(file)).Distinct()];
            if (superseded.Length > 0)
                Publication.Write(note, Encoding.UTF8.GetBytes(string.Join('\n', [.. superseded, ""])));
            PreparedInfo info = Publication.Write(FullPath, content);
            foreach (string file in superseded)
            {
                // The index first: an index that exists means that the shard is complete.
                File.Delete(Path.Combine(FullPath, Path.ChangeExtension(file, ".json")));
                File.Delete(Path.Combine(FullPath, file));
            }
            Clean(info);
            File.Delete(note);
            return info;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(FullPath, e);
        }
    }

    /// <summary>Deletes older tables and what killed processes left; nothing else.</summary>
    private void Clean(PreparedInfo now)
    {
        AtomicFile.DeleteLeftovers(FullPath);
        string tables = Path.Combine(FullPath, PreparedFolder.TablesFolder);
        foreach (string old in Directory.EnumerateDirectories(tables).Where(old => Path.GetFileName(old) != Path.GetFileName(now.Tables)))
            Directory.Delete(old, recursive: true);
        AtomicFile.DeleteLeftovers(Path.Combine(FullPath, now.Tables));
        foreach (string folder in Directory.EnumerateDirectories(Path.Combine(FullPath, PreparedFolder.ShardsFolder)))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.lock").Concat(Directory.EnumerateFiles(folder, "*.part")))
                DeleteIfLeftOver(file);
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                DeleteIfEmpty(folder);
        }
    }

    /// <summary>Deletes the lock or the unfinished file of a shard that no process is making.</summary>
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
            // Another process has just begun a shard in it.
        }
    }
}
