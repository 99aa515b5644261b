using System.Diagnostics;
using System.Text.Json;

namespace Pix2Pitch.Transforms.Tests;

/// <summary>
/// The program <c>Pix2Pitch.ModelLoader</c>, started once for all tests that load a model in another process. It ends when the tests do,
/// because its input ends then.
/// </summary>
internal sealed class LoaderProcess
{
    private static readonly Lock s_lock = new();
    private static LoaderProcess? s_running;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private LoaderProcess()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pix2Pitch.ModelLoader.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("Pix2Pitch.ModelLoader did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Loads a model there and returns the hash of the columns that it gives for the rows of a table.</summary>
    public static string Hash(string model, string table, IEnumerable<string> columns)
    {
        lock (s_lock)
        {
            LoaderProcess loader = s_running ??= new LoaderProcess();
            loader._process.StandardInput.WriteLine(JsonSerializer.Serialize((string[])[model, table, .. columns]));
            loader._process.StandardInput.Flush();
            if (loader._process.StandardOutput.ReadLine() is { } hash) return hash;
            s_running = null; // it ended: the next test gets another
            throw new InvalidOperationException(loader._errors.Result);
        }
    }
}
