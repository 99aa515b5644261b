using System.Runtime.InteropServices;

namespace Pix2Pitch.Cli.Output;

/// <summary>
/// Ctrl-C (exit code 130) and SIGTERM (143) end the program at once, except that a file whose writing has begun is finished first:
/// every file is there as a whole or not at all, and no temporary one stays behind.
/// </summary>
internal sealed partial class Interruption : IDisposable
{
    private const nint CurrentProcess = -1; // the handle that GetCurrentProcess returns

    private static readonly Lock s_writing = new();
    private readonly PosixSignalRegistration[] _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, 143)),
    ];

    /// <summary>Writes something that may not be cut short.</summary>
    public static void Write(Action write)
    {
        lock (s_writing) write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private static void End(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        s_writing.Enter(); // and never left
        if (!Console.IsErrorRedirected) Console.Error.Write("\e[?25h"); // the progress display hides the cursor
        Console.Error.WriteLine("Interrupted.");
        if (OperatingSystem.IsWindows()) TerminateProcess(CurrentProcess, (uint)exitCode);
        else Exit(exitCode);
    }

    // Not Environment.Exit: native threads may be in the middle of their work, and tearing their libraries down under them crashes.
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint exitCode);
}
