using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.Collections;

/// <summary>
/// The folder of a collection. It is built beside it, in <c>.NAME.new</c>, which a later run resumes from, and takes its place when it is complete: on Linux and macOS the two are
/// exchanged in one step, where the file system can do that.
/// </summary>
internal sealed partial class CollectionFolder : IDisposable
{
    /// <summary>The file by which a folder is known to be a collection.</summary>
    public const string MarkFile = "collection.json";

    private const string LockName = ".lock";

    private static readonly JsonSerializerOptions s_compact = new(ReportJson.Options) { WriteIndented = false };

    private readonly string _shown;
    private readonly FileStream _lock;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private CollectionFolder(string shown, string target, string building, FileStream own) => (_shown, Target, Building, _lock) = (shown, target, building, own);

    /// <summary>The full path of the collection.</summary>
    public string Target { get; }

    /// <summary>The full path of the folder that is being built.</summary>
    public string Building { get; }

    /// <summary>Begins to build, or continues.</summary>
    /// <param name="path">The folder of the collection.</param>
    /// <exception cref="Pix2PitchException">It has other content, cannot be written, or another process is building it.</exception>
    public static CollectionFolder Begin(string path)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(target) is not { } parent) throw new Pix2PitchException($"'{path}' is a whole disk: give a folder on it, such as '{Path.Combine(path, "collection")}'.");
        if (File.Exists(target)) throw new Pix2PitchException($"'{path}' is a file: give a folder.");
        string name = Path.GetFileName(target), building = Path.Combine(parent, $".{name}.new"), old = Path.Combine(parent, $".{name}.old");
        try
        {
            // Killed between two renames, where they cannot be exchanged.
            if (Directory.Exists(old) && !Directory.Exists(target)) Directory.Move(old, target);
            if (Directory.Exists(target) && !File.Exists(Path.Combine(target, MarkFile)) && Directory.EnumerateFileSystemEntries(target).Any())
                throw new Pix2PitchException($"'{path}' has something in it that is no collection, and is not changed: give another folder.");
            if (!Directory.Exists(parent)) throw new Pix2PitchException($"'{path}' cannot be made: the folder '{parent}' does not exist; make it first.");
            Directory.CreateDirectory(Path.Combine(building, "media"));
            AtomicFile.DeleteLeftovers(Path.Combine(building, "media"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be made in '{parent}' ({e.Message.TrimEnd('.')}): give a folder inside a folder that can be written to, with -o.", e);
        }
        try
        {
            var own = new FileStream(Path.Combine(building, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return new CollectionFolder(path, target, building, own);
        }
        catch (IOException e)
        {
            throw new Pix2PitchException($"Another process is making '{path}': wait for its end, or end it.", e);
        }
    }

    /// <summary>The full path of a file that is being built.</summary>
    public string At(string file) => Path.Combine(Building, file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Writes a file of the collection.</summary>
    public void Write(string file, string text) => Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file of the collection as JSON without spaces: it can be large. A sequence in it is read while it is written.</summary>
    public void WriteJson(string file, object content) => Write(file, stream => JsonSerializer.Serialize(stream, content, s_compact));

    /// <summary>Writes a file of the collection.</summary>
    /// <exception cref="Pix2PitchException">The disk is full; what was built is kept.</exception>
    public void Write(string file, Action<FileStream> write)
    {
        Keep(file);
        string path = At(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, write);
    }

    /// <summary>Says that a file that is there belongs to the collection.</summary>
    public void Keep(string file)
    {
        lock (_written) _written.Add(file);
    }

    /// <summary>Finds what was made for a work before: in this folder, or in the collection that it will replace.</summary>
    /// <param name="key">See <see cref="WorkMedia.Key"/>.</param>
    /// <returns>The record, after its files were copied to this folder if necessary; null if there is none, or a file is missing.</returns>
    public WorkMedia? Find(string key)
    {
        foreach (string folder in (string[])[Building, Target])
        {
            try
            {
                string record = Path.Combine(folder, "media", $"{key}.json");
                if (!File.Exists(record) || JsonSerializer.Deserialize<WorkMedia>(File.ReadAllBytes(record), ReportJson.Options) is not { } media) continue;
                (string File, long Bytes)[] files = [(media.WaveFile, media.WaveBytes), (media.PictureFile, media.PictureBytes), (media.SmallFile, media.SmallBytes)];
                if (media.Key != key || media.Format != WorkMedia.CurrentFormat || !files.All(file => new FileInfo(Path.Combine(folder, file.File)) is { Exists: true } info && info.Length == file.Bytes)) continue;
                if (folder == Target)
                {
                    foreach (string file in (string[])[.. files.Select(file => file.File), media.RecordFile])
                    {
                        using FileStream from = File.OpenRead(Path.Combine(Target, file));
                        AtomicFile.Write(At(file), from.CopyTo);
                    }
                }
                return media;
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                // It is made again.
            }
        }
        return null;
    }

    /// <summary>Puts the complete folder in the place of the old one.</summary>
    /// <exception cref="Pix2PitchException">It cannot be moved; what was built is kept.</exception>
    public void Publish()
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(Building, "*", SearchOption.AllDirectories))
            {
                string name = Path.GetRelativePath(Building, file).Replace(Path.DirectorySeparatorChar, '/');
                if (name != LockName && !_written.Contains(name)) File.Delete(file);
            }
            foreach (string folder in Directory.EnumerateDirectories(Building, "*", SearchOption.AllDirectories).OrderByDescending(folder => folder.Length))
            {
                if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
            }
            _lock.Dispose(); // deletes it
            if (!Directory.Exists(Target))
            {
                Directory.Move(Building, Target);
                return;
            }
            if (TryExchange(Building, Target))
            {
                Directory.Delete(Building, recursive: true);
                return;
            }
            string old = Path.Combine(Path.GetDirectoryName(Target)!, $".{Path.GetFileName(Target)}.old");
            if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
            Directory.Move(Target, old);
            Directory.Move(Building, Target);
            Directory.Delete(old, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{_shown}' cannot be replaced ({e.Message.TrimEnd('.')}): what was made is in '{Building}', and the same command goes on from there.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static bool TryExchange(string one, string other)
    {
        const int CurrentFolder = -100, Exchange = 2; // AT_FDCWD, RENAME_EXCHANGE and RENAME_SWAP
        try
        {
            return OperatingSystem.IsLinux() ? Rename(CurrentFolder, one, CurrentFolder, other, Exchange) == 0 : OperatingSystem.IsMacOS() && RenameMac(one, other, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // an old C library
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameMac(string from, string to, uint flags);
}
