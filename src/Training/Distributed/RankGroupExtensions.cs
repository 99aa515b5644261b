using Pix2Pitch.Terminal;

namespace Pix2Pitch.Training.Distributed;

/// <summary>What ranks check together.</summary>
internal static class RankGroupExtensions
{
    /// <summary>Does work that may fail on some ranks only, such as opening files, and then throws on all of them.</summary>
    /// <exception cref="SharedFailureException">It failed on one of several ranks.</exception>
    public static T Together<T>(this IRankGroup group, Func<T> work)
    {
        if (group.Count == 1) return work();
        T? result = default;
        string problem = "";
        try
        {
            result = work();
        }
        catch (Exception e)
        {
            problem = ErrorMessage.Of(e);
        }
        IReadOnlyList<string> problems = group.Gather(problem);
        if (problems.FirstOrDefault(found => found.Length > 0) is not { } first) return result!;
        (result as IDisposable)?.Dispose();
        string prefix = problems.All(found => found == first) ? "" : $"Rank {problems.ToList().IndexOf(first)}: ";
        throw group.Failure(prefix + first);
    }

    /// <summary>Checks that something is the same on all ranks.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="facts">What has to be the same, with its name; the same names on all ranks. Long values are compared, but not shown.</param>
    /// <param name="advice">What the user should do, as the end of the sentence.</param>
    /// <exception cref="SharedFailureException">It is not.</exception>
    public static void RequireEqual(this IRankGroup group, IReadOnlyList<(string Name, string Value)> facts, string advice)
    {
        const int MaxShown = 40;
        if (group.Count == 1) return;
        foreach ((string name, string value) in facts)
        {
            IReadOnlyList<string> all = group.Gather(value);
            int other = all.ToList().FindIndex(found => found != all[0]);
            if (other < 0) continue;
            string values = all[other].Length <= MaxShown && all[0].Length <= MaxShown ? $" ({all[other]}, not {all[0]})" : "";
            throw group.Failure($"Rank {other} has not the same {name} as rank 0{values}; {advice}.");
        }
    }
}
