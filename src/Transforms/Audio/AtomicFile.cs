namespace Pix2Pitch.Audio;

/// <summary>Writes files under a temporary name beside their own and moves them when they are whole.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, or leaves what was there untouched.</summary>
    /// <exception cref="Pix2PitchException">The folder does not exist or may not be written to.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full) ?? full;
        if (!Directory.Exists(folder)) throw new Pix2PitchException($"'{path}' cannot be written: the folder '{folder}' does not exist; make it first.");
        if (Directory.Exists(full)) throw new Pix2PitchException($"'{path}' cannot be written: it is a folder; add a file name.");
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite)) write(file);
            File.Move(temporary, full, overwrite: true);
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
}
