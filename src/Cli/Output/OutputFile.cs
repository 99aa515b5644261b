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
        // Names that differ in case alone are one file on Windows and macOS.
        if (inputs.FirstOrDefault(input => Path.GetFullPath(input).Equals(Path.GetFullPath(path), StringComparison.OrdinalIgnoreCase)) is { } input)
            throw new Pix2PitchException($"The output would overwrite the input '{input}': choose another name with -o.");
        AtomicFile.Check(path);
    }
}
