using System.ComponentModel;
using System.Diagnostics;

namespace Pix2Pitch.Training.Distributed;

/// <summary>
/// Tells the user what to do when a rank dies. mpirun then kills all others at once, so none of them can say anything: a shell in a session of its own, which mpirun does not know, waits for the
/// end of this process and prints a sentence, unless the process has said before that it ends in the normal way.
/// </summary>
internal sealed class RankWatch : IDisposable
{
    // The last line that comes is printed at the end. The connections to mpirun are closed, because mpirun takes a process that holds them for a living rank.
    private const string Script = """
        trap '' INT TERM HUP
        for fd in $PMI_FD $HYDI_CONTROL_FD; do eval "exec $fd>&-"; done
        while IFS= read -r line; do last=$line; done
        if [ -n "$last" ]; then printf '%s\n' "$last" >&2; fi
        """;

    private readonly Process? _shell;
    private readonly string _folder;
    private readonly int _count;

    private RankWatch(Process? shell, string folder, int count) => (_shell, _folder, _count) = (shell, folder, count);

    /// <summary>Starts to watch, in rank 0.</summary>
    /// <param name="folder">The run folder, for the sentence.</param>
    /// <param name="count">Number of ranks.</param>
    public static RankWatch Start(string folder, int count)
    {
        Process? shell = null;
        try
        {
            // Its standard output is a pipe to this process, so that it does not keep that of mpirun open.
            shell = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            // No setsid: the message of mpirun is all that the user sees.
        }
        var watch = new RankWatch(shell, folder, count);
        watch.Say("nothing was trained yet");
        return watch;
    }

    /// <summary>The run is saved at a step.</summary>
    public void Saved(long step) => Say($"the same mpirun command continues the run in '{_folder}' after step {step}");

    /// <summary>Ends without the sentence.</summary>
    public void Dispose()
    {
        Write("");
        try
        {
            _shell?.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was killed.
        }
        _shell?.Dispose();
    }

    private void Say(string what) => Write($"A rank of the training died, so all {_count} were ended; {what}.");

    private void Write(string line)
    {
        try
        {
            _shell?.StandardInput.WriteLine(line);
            _shell?.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It was killed.
        }
    }
}
