using System.Globalization;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Reads the share of a process from its arguments or from the environment variables of a scheduler.</summary>
internal static class ShardShareParser
{
    /// <summary>Value of <c>--shard</c>: the share is in the environment.</summary>
    public const string Auto = "auto";

    /// <summary>Reads a share.</summary>
    /// <param name="text">i/n with i from 0 to n - 1, or "auto"; null for everything, or for "auto" if a count is given.</param>
    /// <param name="count">Number of shares, if the scheduler does not give it; null if not given.</param>
    /// <param name="environment">Returns an environment variable, null if it is not set.</param>
    /// <returns>The share, or a sentence with what is wrong.</returns>
    public static (ShardShare? Share, string? Wrong) Parse(string? text, int? count, Func<string, string?> environment)
    {
        if (count < 1)
            return (null, $"--shards is {count}; it must be at least 1.");
        if (text is null && count is null)
            return (ShardShare.All, null);
        if (text is null or Auto)
            return FromEnvironment(count, environment);
        if (count is not null)
            return (null, $"--shard {text} already gives the number of shares; leave out --shards.");
        string[] parts = text.Split('/');
        if (parts.Length != 2 || !TryRead(parts[0], out int index) || !TryRead(parts[1], out int of))
            return (null, $"--shard is '{text}'; it must be i/n, from 0/n to n-1/n, such as 0/4, or 'auto'.");
        return Check(index, of, $"--shard is {text}");
    }

    private static (ShardShare?, string?) FromEnvironment(int? count, Func<string, string?> environment)
    {
        if (environment("SLURM_ARRAY_TASK_ID") is { } task)
        {
            if (!TryRead(task, out int id))
                return (null, $"SLURM_ARRAY_TASK_ID is '{task}', which is not a number; give --shard i/n.");
            if (count is { } given)
                return Check(id, given, $"SLURM_ARRAY_TASK_ID is {id} of --shards {given}");
            if (!TryRead(environment("SLURM_ARRAY_TASK_COUNT"), out int tasks))
                return (null, "SLURM_ARRAY_TASK_COUNT is not set; give --shards n.");
            int first = TryRead(environment("SLURM_ARRAY_TASK_MIN"), out int min) ? min : 0;
            int step = TryRead(environment("SLURM_ARRAY_TASK_STEP"), out int size) && size > 0 ? size : 1;
            return id < first || (id - first) % step != 0
                ? (null, $"SLURM_ARRAY_TASK_ID is {id}, which is not a multiple of {step} after {first}; give --shards n and number the tasks from 0.")
                : Check((id - first) / step, tasks, $"SLURM_ARRAY_TASK_ID is {id}, the first task {first} and their number {tasks}");
        }
        if (environment("JOB_COMPLETION_INDEX") is { } completion)
        {
            if (count is not { } completions)
                return (null, "JOB_COMPLETION_INDEX does not give the number of shares; give --shards n, the job's completions.");
            return TryRead(completion, out int id)
                ? Check(id, completions, $"JOB_COMPLETION_INDEX is {id} of --shards {completions}")
                : (null, $"JOB_COMPLETION_INDEX is '{completion}', which is not a number; give --shard i/n.");
        }
        return (null, "Neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set; give --shard i/n.");
    }

    private static (ShardShare?, string?) Check(int index, int count, string what)
        => count < 1 || index >= count
            ? (null, $"{what}; it must be from 0/{Math.Max(1, count)} to {Math.Max(1, count) - 1}/{Math.Max(1, count)}.")
            : (new ShardShare(index, count), null);

    private static bool TryRead(string? text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
