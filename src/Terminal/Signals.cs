using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Terminal;

/// <summary>
/// Handles Ctrl-C (SIGINT), SIGTERM and SIGHUP, until it is disposed of, in one of two ways: <see cref="EndAtOnce"/> or <see cref="RequestStop"/>.
/// A program that a signal ends at once has the exit code 130 (SIGINT), 143 (SIGTERM) or 129 (SIGHUP).
/// </summary>
internal sealed partial class Signals : IDisposable
{
    private const nint CurrentProcess = -1; // the handle that GetCurrentProcess returns

    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _stop = new(); // not disposed of: a signal may just be being handled
    private readonly bool _requestsStop;
    private readonly TimeSpan _repeats;
    private long _first;
    private readonly PosixSignalRegistration[] _registrations;

    private Signals(bool requestsStop, TimeSpan repeats = default)
    {
        (_requestsStop, _repeats) = (requestsStop, repeats);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <summary>For short work: the first signal ends the program at once, but what <see cref="Finish"/> has begun is finished first.</summary>
    public static Signals EndAtOnce() => new(requestsStop: false);

    /// <summary>For long work: the first signal cancels <see cref="Token"/>, so that the work can keep what is done. The second ends the program at once.</summary>
    /// <param name="repeats">Signals within this time after the first do nothing: one signal for <c>mpirun dotnet run</c> comes twice, from both.</param>
    public static Signals RequestStop(TimeSpan repeats = default) => new(requestsStop: true, repeats);

    /// <summary>Cancelled by the first signal after <see cref="RequestStop"/>.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Writes files that must be complete or absent; no temporary file stays behind.</summary>
    public void Finish(Action write)
    {
        lock (_writing) write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_requestsStop && !_stop.IsCancellationRequested)
        {
            _first = Stopwatch.GetTimestamp();
            _stop.Cancel();
            return;
        }
        if (_requestsStop && Stopwatch.GetElapsedTime(_first) < _repeats) return;
        _writing.Enter(); // and never left, so that no other file is begun
        if (!Console.IsErrorRedirected) Console.Error.Write("\e[?25h"); // the progress display hides the cursor
        Console.Error.WriteLine("Interrupted.");
        int exitCode = context.Signal switch { PosixSignal.SIGHUP => 129, PosixSignal.SIGINT => 130, _ => 143 };
        if (OperatingSystem.IsWindows()) TerminateProcess(CurrentProcess, (uint)exitCode);
        else Exit(exitCode);
    }

    // Not Environment.Exit, which unloads native libraries while their threads work: that crashes.
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint exitCode);
}
