using System.Text.Json;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>The folder of a corpus. While it is open, no other process can open it.</summary>
internal sealed class CorpusFolder : IDisposable
{
    public const string ManifestFile = "music.csv", LeftOutFile = "left-out.csv", SummaryFile = "summary.md", InfoFile = "corpus.json";

    private const string LockFile = ".lock", WorkFolder = ".work";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, NewLine = "\n" };

    private readonly FileStream _lock;

    private CorpusFolder(string path, FileStream file) => (Path, _lock) = (path, file);

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Opens the folder, and creates it if it does not exist. Deletes what a process that was killed left unfinished.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="info">What the corpus is made from.</param>
    /// <exception cref="Pix2PitchException">
    /// The folder cannot be written to, another process has it open, it has a corpus that was made from something else, or it has other files.
    /// </exception>
    public static CorpusFolder Open(string path, CorpusInfo info)
    {
        FileStream? file = null;
        try
        {
            string infoPath = System.IO.Path.Combine(path, InfoFile);
            if (File.Exists(path)) throw new Pix2PitchException($"'{path}' is a file; name a folder with -o.");
            if (Directory.Exists(path) && !File.Exists(infoPath) && Directory.EnumerateFileSystemEntries(path).Any(IsVisible))
                throw new Pix2PitchException($"The folder '{path}' has files that are no corpus; name a new or empty folder with -o.");
            Directory.CreateDirectory(path);
            file = Lock(path);
            var folder = new CorpusFolder(path, file);
            string json = JsonSerializer.Serialize(info, s_json);
            if (File.Exists(infoPath))
            {
                if (info.DifferenceFrom(ReadInfo(infoPath)) is { } difference)
                    throw new Pix2PitchException($"The corpus in '{path}' was made with {difference}; use the same or name another folder with -o.");
            }
            else AtomicFile.Write(infoPath, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes($"{json}\n")));
            folder.DeleteUnfinished();
            Directory.CreateDirectory(System.IO.Path.Combine(path, WorkFolder));
            return folder;
        }
        catch (Exception e)
        {
            file?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new Pix2PitchException($"The folder '{path}' cannot be used ({e.Message.TrimEnd('.')}); choose another one with -o.", e);
            throw;
        }
    }

    /// <summary>The path of a clip's file relative to the folder, with forward slashes.</summary>
    public static string FileOf(ClipPlan plan, string kind, string extension) => $"{kind}/{StyleNames.Of(plan.Piece.Style)}/{plan.Name}.{extension}";

    /// <summary>The full path of a file, whose folder is created.</summary>
    public string Prepare(string file)
    {
        string path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>A path for a temporary file of a clip.</summary>
    public string Temporary(ClipPlan plan, string extension) => System.IO.Path.Combine(Path, WorkFolder, $"{plan.Name}.{extension}");

    /// <inheritdoc/>
    public void Dispose()
    {
        DeleteUnfinished();
        _lock.Dispose();
    }

    private static bool IsVisible(string entry) => !System.IO.Path.GetFileName(entry).StartsWith('.');

    private void DeleteUnfinished()
    {
        string work = System.IO.Path.Combine(Path, WorkFolder);
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        AtomicFile.DeleteLeftovers(Path);
        string music = System.IO.Path.Combine(Path, ClipMaker.MusicFolder);
        if (!Directory.Exists(music)) return;
        foreach (string style in Directory.EnumerateDirectories(music)) AtomicFile.DeleteLeftovers(style);
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (Directory.Exists(path) && e.GetType() == typeof(IOException))
        {
            throw new Pix2PitchException($"Another process is writing to '{path}'; wait until it ends, or name another folder with -o.", e);
        }
    }

    private static CorpusInfo ReadInfo(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CorpusInfo>(File.ReadAllText(path)) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new Pix2PitchException($"'{path}' is damaged; delete the folder and make the corpus again, or name another folder with -o.", e);
        }
    }
}
