namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// A folder that is filled under a temporary name and takes its place when it is whole. Left without <see cref="Commit"/> nothing
/// has changed.
/// </summary>
internal sealed class ReplacedFolder : IDisposable
{
    private readonly string _final;
    private readonly string _part;
    private readonly FileStream _lock;

    /// <summary>Starts the temporary folder.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="mark">A file that a folder of this kind has: only such a folder, or an empty one, is replaced.</param>
    public ReplacedFolder(string path, string mark)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _part = _final + ".part";
        if (File.Exists(_final))
            throw new Pix2PitchException($"'{path}' is a file; name a folder.");
        if (Directory.Exists(_final) && Directory.EnumerateFileSystemEntries(_final).Any() && !File.Exists(Path.Combine(_final, mark)))
            throw new Pix2PitchException($"'{path}' holds something else than prepared data and is left as it is; name another folder.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_final)!);
            _lock = new FileStream(_final + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be written, or another process is preparing it ({e.Message.TrimEnd('.')}); name another folder.", e);
        }
        // What a killed process left behind.
        if (Directory.Exists(_part))
            Directory.Delete(_part, recursive: true);
        if (!Directory.Exists(_final) && Directory.Exists(_final + ".old"))
            Directory.Move(_final + ".old", _final);
        Directory.CreateDirectory(_part);
    }

    /// <summary>A path in the temporary folder.</summary>
    public string InPart(string name) => Path.Combine(_part, name);

    /// <summary>Puts the folder in its place.</summary>
    public void Commit()
    {
        string old = _final + ".old";
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
        if (Directory.Exists(_final))
            Directory.Move(_final, old);
        Directory.Move(_part, _final);
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_part))
            Directory.Delete(_part, recursive: true);
        _lock.Dispose();
    }
}
