namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>All files of a folder, to compare.</summary>
internal static class FolderContent
{
    /// <summary>Every file by its name in the folder.</summary>
    public static SortedDictionary<string, byte[]> Of(string folder)
        => new(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes), StringComparer.Ordinal);

    /// <summary>That two folders hold the same files with the same bytes, and the same folders.</summary>
    public static void AssertSame(string expected, string actual)
    {
        SortedDictionary<string, byte[]> a = Of(expected), b = Of(actual);
        Assert.Equal(a.Keys, b.Keys);
        Assert.All(a, file => Assert.True(file.Value.AsSpan().SequenceEqual(b[file.Key]), $"{file.Key} differs."));
        Assert.Equal(Folders(expected), Folders(actual));
    }

    /// <summary>Copies a folder with all that it holds.</summary>
    public static void Copy(string from, string to)
    {
        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static IEnumerable<string> Folders(string folder)
        => Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Select(inner => Path.GetRelativePath(folder, inner)).Order(StringComparer.Ordinal);
}
