using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pix2Pitch.Training.Runs;

/// <summary>The folder of one run: its checkpoints, its log, and a lock against a second process.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string SettingsFile = "settings.json", HistoryMember = "History";

    private static readonly JsonSerializerOptions s_readable = new(Checkpoint.JsonOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream? _lock;

    /// <summary>Opens the folder for training, and creates it if it does not exist.</summary>
    /// <exception cref="Pix2PitchException">The folder cannot be created or written to, or another process is training in it.</exception>
    public RunFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The run folder '{path}' cannot be created ({e.Message.TrimEnd('.')}); choose another folder with -o.", e);
        }
        try
        {
            _lock = new FileStream(InPath("run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            AtomicFile.DeleteLeftovers(Path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new Pix2PitchException($"The run folder '{path}' cannot be written to; choose another folder with -o.", e);
        }
        catch (IOException e)
        {
            throw new Pix2PitchException($"Another process is training in '{path}', or the folder cannot be written to; wait, or choose another folder with -o.", e);
        }
    }

    private RunFolder(string path, FileStream? none) => (Path, _lock) = (System.IO.Path.GetFullPath(path), none);

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The last checkpoint.</summary>
    public string CheckpointPath => InPath("checkpoint.p2p");

    /// <summary>The checkpoint before the last.</summary>
    public string PreviousPath => InPath("checkpoint.previous.p2p");

    /// <summary>The CSV log.</summary>
    public string LogPath => InPath("log.csv");

    /// <summary>The folder of a run into which another process writes: it may not exist yet, and is only read.</summary>
    public static RunFolder ForReading(string path) => new(path, null);

    /// <summary>Finds the newest complete checkpoint of a run folder; null if there is none.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="warn">Receives a message for each checkpoint that cannot be read.</param>
    public static string? FindCheckpoint(string folder, Action<string>? warn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (string name in (string[])["checkpoint.p2p", "checkpoint.previous.p2p"])
        {
            string path = System.IO.Path.Combine(folder, name);
            if (!File.Exists(path))
                continue;
            try
            {
                Checkpoint.ReadState(path);
                return path;
            }
            catch (Pix2PitchException e)
            {
                warn?.Invoke(e.Message);
            }
        }
        return null;
    }

    /// <summary>
    /// Writes <c>settings.json</c> for people to read: the run's options and origin, and when and how it was started and continued. A run continues from
    /// its checkpoint, not from this file.
    /// </summary>
    public void WriteSettings(RunState state, RunStart start)
    {
        JsonObject settings = JsonSerializer.SerializeToNode(state, s_readable)!.AsObject();
        settings[HistoryMember] = JsonSerializer.SerializeToNode(ReadHistory(Path, state.RunId).Append(start), s_readable);
        AtomicFile.Write(InPath(SettingsFile), file => file.Write(Encoding.UTF8.GetBytes(settings.ToJsonString(s_readable) + "\n")));
    }

    /// <summary>All starts of a run; empty if its <c>settings.json</c> is missing, is damaged or is of another run.</summary>
    public static IReadOnlyList<RunStart> ReadHistory(string folder, string runId)
    {
        string path = System.IO.Path.Combine(folder, SettingsFile);
        try
        {
            JsonNode? settings = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) : null;
            return (string?)settings?[nameof(RunState.RunId)] == runId ? settings[HistoryMember]?.Deserialize<RunStart[]>(s_readable) ?? [] : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return []; // changed by hand
        }
    }

    public void Dispose() => _lock?.Dispose();

    private string InPath(string name) => System.IO.Path.Combine(Path, name);
}
