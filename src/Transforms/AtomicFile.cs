namespace Pix2Pitch;

/// <summary>Writes files under a temporary name beside their own and moves them when they are whole: a file is there as a whole or not at all.</summary>
public static class AtomicFile
{
    private const string Ending = ".part";

    /// <summary>Writes a file, or leaves what was there untouched.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="write">Writes the content, to a file of a temporary name.</param>
    /// <param name="check">
    /// Looks at the whole file under its temporary name, which it is given; what it throws keeps the file from appearing. Null for none.
    /// </param>
    /// <param name="previous">Where the file that is there now goes; null to drop it.</param>
    /// <exception cref="Pix2PitchException">The folder does not exist or may not be written to, or the disk is full.</exception>
    public static void Write(string path, Action<FileStream> write, Action<string>? check = null, string? previous = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        string folder = CheckPlace(path), temporary = TemporaryName(folder);
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite)) write(file);
            check?.Invoke(temporary);
            if (previous is not null && File.Exists(path)) File.Move(path, previous, overwrite: true);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                // What went wrong first is what counts.
            }
            if (e is IOException or UnauthorizedAccessException)
                throw new Pix2PitchException($"'{path}' cannot be written ({e.Message.TrimEnd('.')}); choose another folder or free some space.", e);
            throw;
        }
    }

    /// <summary>Checks, before any work is done, that a file can be written later, by writing one of another name beside it.</summary>
    /// <param name="path">The file, there or not.</param>
    /// <exception cref="Pix2PitchException">It cannot.</exception>
    public static void Check(string path)
    {
        string folder = CheckPlace(path);
        try
        {
            new FileStream(TemporaryName(folder), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The folder '{folder}' cannot be written to; choose another one or change its permissions.", e);
        }
    }

    /// <summary>Deletes what processes left behind that were killed while they wrote.</summary>
    /// <param name="folder">The folder; nobody else may be writing into it.</param>
    public static void DeleteLeftovers(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (string left in Directory.EnumerateFiles(folder, $".*{Ending}")) File.Delete(left);
    }

    /// <summary>The folder of a file that is to be written.</summary>
    private static string CheckPlace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full)) throw new Pix2PitchException($"'{path}' cannot be written: it is a folder; add a file name.");
        if (File.Exists(folder)) throw new Pix2PitchException($"'{path}' cannot be written: '{folder}' is a file; choose a folder.");
        if (!Directory.Exists(folder)) throw new Pix2PitchException($"'{path}' cannot be written: the folder '{folder}' does not exist; make it first.");
        return folder;
    }

    // A name of its own for every writing, so that two processes that write the same file do not disturb each other.
    private static string TemporaryName(string folder) => Path.Combine(folder, $".{Guid.NewGuid():N}{Ending}");
}
