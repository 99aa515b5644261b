using System.Text;

namespace Pix2Pitch.Manifests;

/// <summary>Finds files in a folder and the folders in it.</summary>
internal static class FolderWalk
{
    /// <summary>Max depth of folders.</summary>
    public const int MaxDepth = 16;

    private const int MaxPathBytes = 4095; // the limit of Linux

    /// <summary>
    /// Finds files, in the order of their names in each folder. Links to folders are not followed, because they may form a circle. Links, folders that
    /// are too deep and folders that cannot be read are reported. Hidden files and files that operating systems create are skipped.
    /// </summary>
    /// <param name="root">The folder.</param>
    /// <param name="isWanted">Whether a file of this name is to be found.</param>
    /// <param name="manifest">Receives what is reported.</param>
    /// <param name="passedOver">Receives all other files; may be null.</param>
    /// <param name="depth">The depth of <paramref name="root"/>.</param>
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
            // Not the entry's FullName, which is empty if the path is too long.
            string path = Path.Combine(root, entry.Name);
            if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
            {
                manifest.LeaveOut(path, $"its path is longer than {MaxPathBytes} bytes, which is too long for the system");
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
            else if (depth + 1 > MaxDepth)
            {
                manifest.LeaveOut(path, $"the folder is more than {MaxDepth} folders deep");
            }
            else
            {
                foreach (string file in Files(path, isWanted, manifest, passedOver, depth + 1)) yield return file;
            }
        }
    }
}
