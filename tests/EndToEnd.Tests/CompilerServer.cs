using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// A compiler server for the builds of these tests: the compiler, its analyzers and its generators are then made ready once and not again for every project. No other build
/// uses it, and it ends with the last test that does.
/// </summary>
internal sealed class CompilerServer : IDisposable
{
    private static readonly Lock s_lock = new();
    private static int s_users;

    private CompilerServer()
    {
        lock (s_lock) s_users++;
    }

    /// <summary>The properties with which a build uses it. MSBuild takes them from the environment too.</summary>
    public static IReadOnlyDictionary<string, string> Properties { get; } = new Dictionary<string, string>
    {
        ["UseSharedCompilation"] = "true",
        ["SharedCompilationId"] = $"pix2pitch-tests-{Environment.ProcessId}",
    };

    /// <summary>The properties as arguments of a build.</summary>
    public static IEnumerable<string> Arguments => Properties.Select(property => $"-p:{property.Key}={property.Value}");

    /// <summary>To be disposed of after the last build. The first build starts the server.</summary>
    public static CompilerServer Use() => new();

    public void Dispose()
    {
        lock (s_lock)
        {
            if (--s_users > 0) return;
            string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            string sdk = Path.Combine(root, "sdk", Run("--version").Trim());
            Run(Path.Combine(sdk, "Roslyn", "bincore", "VBCSCompiler.dll"), "-shutdown", $"-pipename:{Properties["SharedCompilationId"]}");
        }
    }

    private static string Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = TestData.RepositoryRoot, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }
}
