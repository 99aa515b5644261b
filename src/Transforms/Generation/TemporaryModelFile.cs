using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Pix2Pitch.Generation;

/// <summary>
/// The temporary file of a model that ML.NET runs: it reads the file again where a pipeline is saved, and does not delete it. The file goes with the last estimator and transformer that
/// use it, or with the process.
/// </summary>
internal sealed class TemporaryModelFile
{
    private static readonly ConditionalWeakTable<object, TemporaryModelFile> s_users = [];
    private static readonly ConcurrentDictionary<string, bool> s_paths = new();

    static TemporaryModelFile()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
        {
            foreach (string path in s_paths.Keys) Delete(path);
        };
    }

    /// <param name="write">Writes the model.</param>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public TemporaryModelFile(Action<Stream> write)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"p2p-{Environment.ProcessId}-{Guid.NewGuid():N}.onnx");
        s_paths[Path] = true;
        try
        {
            using FileStream file = File.Create(Path);
            write(file);
        }
        catch (Exception e) when (AtomicFile.IsWriteError(e))
        {
            throw new Pix2PitchException($"The model cannot be written to the folder for temporary files, '{System.IO.Path.GetTempPath()}' ({AtomicFile.ReasonOf(e)}): free some space.", e);
        }
    }

    ~TemporaryModelFile() => Delete(Path);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Keeps the file for as long as an object lives.</summary>
    public T KeepFor<T>(T user)
        where T : class
    {
        s_users.AddOrUpdate(user, this);
        return user;
    }

    /// <summary>Keeps the file of one object for another one too.</summary>
    public static T Share<T>(object owner, T user)
        where T : class
        => s_users.TryGetValue(owner, out TemporaryModelFile? file) ? file.KeepFor(user) : user;

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            s_paths.TryRemove(path, out _);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows deletes no file that is open: it is tried again at the end of the process.
        }
    }
}
