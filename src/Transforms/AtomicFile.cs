namespace Pix2Pitch;

/// <summary>Writes files atomically: under a temporary name in the same folder, renamed when they are complete.</summary>
internal static class AtomicFile
{
    private const string TemporaryExtension = ".part";

    /// <summary>Writes a file. If that fails, the file that existed before is not changed.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="check">
    /// Checks the complete file before it gets its name; its argument is the temporary path. If it throws, no file is written. Null for none.
    /// </param>
    /// <param name="previous">Where to keep the existing file; null to delete it.</param>
    /// <exception cref="Pix2PitchException">The folder does not exist or cannot be written to, or the disk is full.</exception>
    public static void Write(string path, Action<FileStream> write, Action<string>? check = null, string? previous = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        string folder = CheckedFolder(path), temporary = TemporaryName(folder);
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
                // The first error is the one to report.
            }
            if (IsWriteError(e)) throw new Pix2PitchException($"'{path}' cannot be written ({ReasonOf(e)}); choose another folder or free some space.", e);
            throw;
        }
    }

    /// <summary>Checks, before long work begins, that a file can be written, by writing a temporary file in the same folder.</summary>
    /// <param name="path">The file, which may exist.</param>
    /// <exception cref="Pix2PitchException">It cannot be written.</exception>
    public static void Check(string path)
    {
        string folder = CheckedFolder(path);
        try
        {
            new FileStream(TemporaryName(folder), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The folder '{folder}' cannot be written to; choose another one or change its permissions.", e);
        }
    }

    /// <summary>Whether an exception means that a file or a folder cannot be written to.</summary>
    public static bool IsWriteError(Exception e) => e is IOException or UnauthorizedAccessException || IsTooLarge(e);

    /// <summary>The reason of such an exception, for a sentence.</summary>
    public static string ReasonOf(Exception e) => IsTooLarge(e) ? "a file would become larger than is allowed here" : e.Message.TrimEnd('.');

    // FileStream throws this for EFBIG: the file system or a limit of the process does not allow a file of this size.
    private static bool IsTooLarge(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>Deletes the temporary files of processes that were killed while they wrote.</summary>
    /// <param name="folder">The folder. No other process may be writing to it.</param>
    public static void DeleteLeftovers(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (string leftover in Directory.EnumerateFiles(folder, $".*{TemporaryExtension}")) File.Delete(leftover);
    }

    /// <summary>The folder of a file, after checking that the path can be that of a file.</summary>
    private static string CheckedFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full)) throw new Pix2PitchException($"'{path}' cannot be written: it is a folder; add a file name.");
        if (File.Exists(folder)) throw new Pix2PitchException($"'{path}' cannot be written: '{folder}' is a file; choose a folder.");
        if (!Directory.Exists(folder)) throw new Pix2PitchException($"'{path}' cannot be written: the folder '{folder}' does not exist; make it first.");
        return folder;
    }

    // A new name each time, so that two processes can write the same file at once.
    private static string TemporaryName(string folder) => Path.Combine(folder, $".{Guid.NewGuid():N}{TemporaryExtension}");
}
