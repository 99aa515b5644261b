namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Keeps other processes and threads from doing the same work. The file is deleted with the lock. If a process is killed, the file stays until the
/// lock is taken again. On a file system without locks, work may be done twice, with the same result.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly DateTime s_firstMark = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _path;
    private readonly FileStream _file;

    private FileLock(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Takes the lock; null if another process or thread has it. Creates the folder if it does not exist.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public static FileLock? TryTake(string path)
    {
        FileStream? file = Open(path);
        if (file is null)
            return null;
        // Between opening and locking, the previous owner may have deleted the file. This would then be the lock of a file that no other process
        // can find. A unique time shows whether the file of this name is still the same.
        DateTime mark = s_firstMark.AddSeconds(Random.Shared.Next());
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        if (File.GetLastWriteTimeUtc(path) == mark)
            return new FileLock(path, file);
        file.Dispose();
        return null;
    }

    /// <summary>Waits until the lock is free.</summary>
    public static FileLock Take(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            cancellation.WaitHandle.WaitOne(50);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        // Deleted before it is released; afterwards it could be another's.
        File.Delete(_path);
        _file.Dispose();
    }

    private static FileStream? Open(string path)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (DirectoryNotFoundException) when (attempt < 3)
            {
                // Another process found the folder empty and deleted it.
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }
            catch (IOException e) when (IsTaken(e))
            {
                return null;
            }
        }
    }

    // EAGAIN on Linux, EWOULDBLOCK on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsTaken(IOException e) => e.GetType() == typeof(IOException) && (e.HResult & 0xffff) is 11 or 35 or 32;
}
