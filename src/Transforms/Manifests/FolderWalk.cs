using System.Text;

namespace Pix2Pitch.Manifests;

/// <summary>Finds files in a folder and the folders in it.</summary>
internal static class FolderWalk
{
    /// <summary>The deepest folder that is looked into.</summary>
    public const int Deepest = 16;

    private const int LongestPath = 4095; // what Linux takes

    /// <summary>
    /// The files that are wanted, each folder's in the order of their names. Links to folders are not followed, so that none is
    /// walked in a circle; they, what is too deep and what may not be read are reported. Hidden files and
    /// files that operating systems create are skipped.
    /// </summary>
    /// <param name="root">The folder.</param>
    /// <param name="isWanted">Whether a file of this name is.</param>
    /// <param name="manifest">Takes what is reported.</param>
    /// <param name="passedOver">Takes the other files; null where nobody asks.</param>
    /// <param name="depth">How deep <paramref name="root"/> lies.</param>
    public static IEnumerable<string> Files(
        string root, Func<string, bool> isWanted, ManifestBuilder manifest, PassedOver? passedOver = null, int depth = 0)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = [.. new DirectoryInfo(root).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            manifest.LeaveOut(root, $"the folder cannot be read ({e.Message.TrimEnd('.')})");
            yield break;
        }
        foreach (FileSystemInfo entry in entries)
        {
            if (PassedOver.IsHidden(entry.Name)) continue;
            // Put together here: of a path that is too long, the entry's own full name is empty.
            string path = Path.Combine(root, entry.Name);
            if (Encoding.UTF8.GetByteCount(path) > LongestPath)
            {
                manifest.LeaveOut(path, $"its path is longer than {LongestPath} bytes, which the system does not open");
                continue;
            }
            bool isFolder = (entry.Attributes & FileAttributes.Directory) != 0;
            if (!isFolder)
            {
                if (isWanted(entry.Name)) yield return path;
                else passedOver?.Add(path, manifest);
            }
            else if (entry.LinkTarget is not null)
            {
                manifest.LeaveOut(path, "the folder is a link and was not followed");
            }
            else if (depth + 1 > Deepest)
            {
                manifest.LeaveOut(path, $"the folder is more than {Deepest} folders deep");
            }
            else
            {
                foreach (string file in Files(path, isWanted, manifest, passedOver, depth + 1)) yield return file;
            }
        }
    }
}
