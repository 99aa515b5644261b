using System.Text.Json;

namespace Pix2Pitch.Training.Runs;

/// <summary>The folder of one run: its checkpoints, its log, and a lock against a second process.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly FileStream _lock;

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

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The last checkpoint.</summary>
    public string CheckpointPath => InPath("checkpoint.p2p");

    /// <summary>The checkpoint before the last.</summary>
    public string PreviousPath => InPath("checkpoint.previous.p2p");

    /// <summary>The CSV log.</summary>
    public string LogPath => InPath("log.csv");

    /// <summary>The run's options and origin as JSON, for people.</summary>
    public string StatePath => InPath("settings.json");

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

    /// <summary>Writes the run's options and origin for people to read. A run continues from its checkpoint, not from this file.</summary>
    public void WriteState(RunState state)
    {
        AtomicFile.Write(StatePath, file =>
        {
            JsonSerializer.Serialize(file, state, Checkpoint.JsonOptions);
            file.Write("\n"u8);
        });
    }

    public void Dispose() => _lock.Dispose();

    private string InPath(string name) => System.IO.Path.Combine(Path, name);
}
