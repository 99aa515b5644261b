using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Training.Tests.Distributed;

/// <summary>Programs that the mpirun of MPICH has started, as two ranks.</summary>
internal sealed partial class MpiRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private MpiRun(IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", Program!, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The mpirun of MPICH; null if none is on the PATH.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "mpirun.mpich"), Path.Combine(folder, "mpirun")]).FirstOrDefault(File.Exists);

    /// <summary>Why tests that need it are skipped; null if they run.</summary>
    public static string? Missing => Program is null ? "No mpirun of MPICH is on the PATH; on Debian and Ubuntu, install it with apt-get install mpich." : null;

    /// <summary>Starts the trainer as two ranks with the same arguments.</summary>
    public static MpiRun Trainer(params string[] arguments) => new(["-np", "2", "dotnet", "exec", TrainingProcess.Program, .. arguments]);

    /// <summary>Starts the trainer as two ranks with arguments of their own.</summary>
    public static MpiRun Trainers(string[] first, string[] second)
        => new(["-np", "1", "dotnet", "exec", TrainingProcess.Program, .. first, ":", "-np", "1", "dotnet", "exec", TrainingProcess.Program, .. second]);

    /// <summary>Starts <see cref="RankProgram"/> as two ranks.</summary>
    public static MpiRun Tests(params string[] arguments) => new(["-np", "2", "dotnet", "exec", typeof(RankProgram).Assembly.Location, .. arguments]);

    /// <summary>The process ids of the ranks, in their order.</summary>
    public int[] Ranks => [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out int id) ? id : 0)
        .Where(id => id > 0 && ParentOf(ParentOf(id)) == _process.Id).Order()];

    /// <summary>Sends SIGTERM to mpirun, which env has become.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    public (int Code, string Output, string Error) Wait()
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromMinutes(4)), "mpirun did not end.");
        return (_process.ExitCode, _output.Result, _error.Result);
    }

    /// <summary>Waits until something holds, while the ranks run.</summary>
    public void WaitUntil(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.False(_process.HasExited, $"The ranks ended early: {(_process.HasExited ? _error.Result : "")}");
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(4), "Nothing happened.");
            Thread.Sleep(10);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static int ParentOf(int id)
    {
        try
        {
            // pid (name) state parent
            string status = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // it has just ended
        }
    }
}
