using Pix2Pitch.Terminal;

namespace Pix2Pitch.Training.Distributed;

/// <summary>Runs a command alone, or as one of several ranks.</summary>
internal static class RankedProgram
{
    // mpirun passes the sentence on; what it has not read when a rank aborts is lost.
    private static readonly TimeSpan s_beforeAbort = TimeSpan.FromSeconds(1);

    /// <summary>Runs the command. If one rank fails, it says why and ends all others; if all fail in the same way, rank 0 says why.</summary>
    /// <param name="verbose">Whether the stack trace of an error is shown.</param>
    /// <param name="work">The command; returns the exit code.</param>
    public static int Run(bool verbose, Func<IRankGroup, int> work)
    {
        if (RankEnvironment.Find(Environment.GetEnvironmentVariable) is not { } found)
            return work(SingleRank.Instance);
        MpiGroup group = MpiGroup.Join(found);
        try
        {
            int code = work(group);
            group.Dispose(); // not after an exception, because it waits for the others
            return code;
        }
        catch (SharedFailureException e)
        {
            group.Dispose();
            if (group.Rank == 0) Console.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"Rank {group.Rank}: {ErrorMessage.Of(e)}");
            if (verbose) Console.Error.WriteLine(e);
            Thread.Sleep(s_beforeAbort);
            MpiGroup.Abort(ExitCode.Failure);
            return ExitCode.Failure;
        }
    }

    /// <summary>Refuses what cannot run as several ranks. Only rank 0 says so.</summary>
    /// <param name="sentence">Says what cannot, and what to do.</param>
    /// <returns>The exit code, or null for a process that was started alone.</returns>
    public static int? Refuse(string sentence)
    {
        if (RankEnvironment.Find(Environment.GetEnvironmentVariable) is not { } found) return null;
        if (found.Rank == 0) Console.Error.WriteLine(sentence);
        return ExitCode.WrongUsage;
    }
}
