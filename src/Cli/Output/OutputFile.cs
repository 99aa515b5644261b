namespace Pix2Pitch.Cli.Output;

/// <summary>Where results go, made sure of before any work is done.</summary>
internal static class OutputFile
{
    /// <summary>Checks that a file can be written at <paramref name="path"/> later.</summary>
    /// <param name="path">The file, there or not.</param>
    /// <param name="inputs">Files that may not be overwritten.</param>
    /// <exception cref="Pix2PitchException">It cannot.</exception>
    public static void Check(string path, params IEnumerable<string> inputs)
    {
        if (Directory.Exists(path)) throw new Pix2PitchException($"'{path}' is a folder: name a file in it.");
        if (inputs.FirstOrDefault(input => Path.GetFullPath(input) == Path.GetFullPath(path)) is { } input)
            throw new Pix2PitchException($"The output would overwrite the input '{input}': choose another name with -o.");
        CheckFolder(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
    }

    /// <summary>Checks that files can be written into a folder, by writing one.</summary>
    /// <exception cref="Pix2PitchException">They cannot.</exception>
    public static void CheckFolder(string folder)
    {
        if (File.Exists(folder)) throw new Pix2PitchException($"The output folder '{folder}' is a file: choose a folder.");
        if (!Directory.Exists(folder))
            throw new Pix2PitchException($"The output folder '{folder}' does not exist: create it or choose another one.");
        string probe = Path.Combine(folder, $".pix2pitch.{Environment.ProcessId:x}.part");
        try
        {
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The output folder '{folder}' cannot be written to: choose another one or "
                + "change its permissions.", e);
        }
    }
}
