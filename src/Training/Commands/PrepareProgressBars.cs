using Pix2Pitch.Training.Preparation;
using Spectre.Console;

namespace Pix2Pitch.Training.Commands;

/// <summary>Shows how far preparing is, on a terminal; stays quiet where output goes into a file.</summary>
internal static class PrepareProgressBars
{
    public static T Show<T>(Func<IProgress<PrepareProgress>?, T> work)
    {
        if (Console.IsOutputRedirected)
            return work(null);
        return AnsiConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var tasks = new Dictionary<string, ProgressTask>();
                return work(new Direct(p =>
                {
                    if (!tasks.TryGetValue(p.Stage, out ProgressTask? task))
                        tasks[p.Stage] = task = context.AddTask(p.Stage, maxValue: p.Total);
                    task.Value = p.Done;
                }));
            });
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, tells at once and in order.</summary>
    private sealed class Direct(Action<PrepareProgress> tell) : IProgress<PrepareProgress>
    {
        public void Report(PrepareProgress value) => tell(value);
    }
}
