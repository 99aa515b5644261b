namespace Pix2Pitch.Tests;

/// <summary>
/// Real paintings and recordings for tests. They are no part of the repository: they lie in <c>shared/data</c> beside it (or
/// beside a folder above it), or where the environment variable <c>PIX2PITCH_DATA</c> says. A test that uses them has to
/// pass without them.
/// </summary>
internal static class TestData
{
    /// <summary>The folder of the solution file.</summary>
    public static string RepositoryRoot { get; } = Above(AppContext.BaseDirectory)
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "Pix2Pitch.sln")))
        ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Pix2Pitch.sln.");

    /// <summary>The folder of the data, with <c>train/paintings.csv</c> and <c>train/music.csv</c>; null where there is none.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>A file or folder of the data, such as <c>Find("train", "paintings.csv")</c>; null where it is not there.</summary>
    public static string? Find(params string[] parts)
    {
        if (Folder is null) return null;
        string path = Path.Combine([Folder, .. parts]);
        return Path.Exists(path) ? path : null;
    }

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("PIX2PITCH_DATA") is { Length: > 0 } named)
            return Directory.Exists(named) ? Path.GetFullPath(named) : null;
        return Above(Path.GetDirectoryName(RepositoryRoot)).Select(folder => Path.Combine(folder, "shared", "data")).FirstOrDefault(IsWhole);
    }

    // A copy of some of the files is not what the tests are about.
    private static bool IsWhole(string folder)
        => File.Exists(Path.Combine(folder, "train", "paintings.csv")) && File.Exists(Path.Combine(folder, "train", "music.csv"));

    private static IEnumerable<string> Above(string? folder)
    {
        for (; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder)) yield return folder;
    }
}
