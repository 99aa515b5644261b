using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Training.Tests;

/// <summary>The real program in a process of its own.</summary>
internal sealed partial class TrainingProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private TrainingProcess(string[] arguments)
    {
        // A test run that was started in the background has SIGINT ignored, and so would its children. SIGXFSZ would end a program that LimitFiles stops from writing.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "--ignore-signal=XFSZ", "dotnet", "exec", Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program's file.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Pix2Pitch.Training.dll");

    public static TrainingProcess Start(params string[] arguments) => new(arguments);

    /// <summary>Runs to the end.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using TrainingProcess process = Start(arguments);
        return process.Wait();
    }

    public void Interrupt() => Signal(2);

    /// <summary>Sends a signal by its number.</summary>
    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>The processor time that it had used when it was last looked at.</summary>
    public TimeSpan ProcessorTime { get; private set; }

    /// <summary>Its memory now in bytes; null if it has ended.</summary>
    public long? WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? null : _process.WorkingSet64;
        }
    }

    /// <summary>Waits until it has used so much processor time, which other programs do not lengthen, and says whether it has ended by itself.</summary>
    public bool EndsWithin(TimeSpan processorTime)
    {
        while (!_process.WaitForExit(TimeSpan.FromMilliseconds(2)))
        {
            try
            {
                ProcessorTime = _process.TotalProcessorTime;
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                continue; // it has just ended
            }
            if (ProcessorTime >= processorTime)
                return false;
        }
        return true;
    }

    /// <summary>Waits for a time by the clock, for a program that does nothing, and says whether it has ended by itself.</summary>
    public bool EndsWithinClockTime(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>From now on it cannot make a file larger than this, as on a disk that is full.</summary>
    public void LimitFiles(long bytes)
    {
        var limit = new FileSizeLimit { Current = (ulong)bytes, Maximum = (ulong)bytes };
        Assert.Equal(0, SetLimit(_process.Id, FileSizeResource, limit, 0));
    }

    public void KillAtOnce() => _process.Kill();

    public (int Code, string Output, string Error) Wait()
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromMinutes(4)), "The program did not end.");
        return (_process.ExitCode, _output.Result, _error.Result);
    }

    /// <summary>Waits until something holds, while the program runs.</summary>
    public void WaitUntil(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.False(_process.HasExited, $"The program ended early: {(_process.HasExited ? _error.Result : "")}");
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(4), "Nothing happened.");
            Thread.Sleep(10);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private const int FileSizeResource = 1; // RLIMIT_FSIZE

    private struct FileSizeLimit
    {
        public ulong Current;
        public ulong Maximum;
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int process, int resource, in FileSizeLimit limit, nint old);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
