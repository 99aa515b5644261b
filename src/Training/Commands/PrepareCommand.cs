using System.CommandLine;
using Pix2Pitch.Paintings;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;
using Spectre.Console;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>prepare</c>: from two manifests to arrays that can be trained on.</summary>
internal static class PrepareCommand
{
    private const int ShownLeftOut = 10;

    public static Command Create()
    {
        var defaults = new PrepareOptions();
        var data = new Argument<string>("data") { Description = "Folder with paintings.csv and music.csv." };
        var output = new Option<string?>("--output", "-o") { Description = "Folder that is made. Default: 'prepared' and the size, beside the data." };
        var size = new Option<int>("--size") { Description = "Side of paintings and mel images in pixels: 64, 128, 256 or 512.", DefaultValueFactory = _ => defaults.Size };
        var partners = new Option<int>("--partners") { Description = "Clips for each painting.", DefaultValueFactory = _ => defaults.Partners };
        var validation = new Option<double>("--validation") { Description = "Share held out of training, by artist and by piece.", DefaultValueFactory = _ => defaults.ValidationShare };
        var fit = new Option<PaintingFit>("--fit") { Description = "How paintings are made square.", DefaultValueFactory = _ => defaults.Fit };
        var seed = new Option<int>("--seed") { Description = "Decides what is held out and which of equally good partners are taken.", DefaultValueFactory = _ => defaults.Seed };
        var command = new Command("prepare", "Loads paintings and music, pairs them and stores them ready for training.") { data, output, size, partners, validation, fit, seed };
        command.SetAction(result => TrainingCommand.Guard(result, () => Run(
            result.GetRequiredValue(data),
            result.GetValue(output),
            new PrepareOptions
            {
                Size = result.GetValue(size),
                Partners = result.GetValue(partners),
                ValidationShare = result.GetValue(validation),
                Fit = result.GetValue(fit),
                Seed = result.GetValue(seed),
            })));
        return command;
    }

    private static int Run(string data, string? output, PrepareOptions options)
    {
        if (!Directory.Exists(data))
            throw new Pix2PitchException($"There is no folder '{data}'; name the one with paintings.csv and music.csv.");
        output ??= Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))) ?? ".", $"prepared{options.Size}");
        using var signals = new StopSignals();
        PrepareReport report = WithProgress(progress => new Preparer(options, progress).Prepare(data, output, signals.Token));
        PreparedInfo info = report.Info;
        Console.WriteLine($"{output}: {info.Paintings} paintings, {info.Music} clips, {info.TrainingPairs} pairs to train on, {info.ValidationPairs} held out.");
        if (report.LeftOut.Count > 0)
        {
            Console.WriteLine($"Left out: {report.LeftOut.Count}, listed in {Path.Combine(output, "left-out.csv")}.");
            foreach (LeftOut left in report.LeftOut.Take(ShownLeftOut))
                Console.WriteLine(left.Reason.Contains(left.File, StringComparison.Ordinal) ? $"  {left.Reason}" : $"  {left.File}: {left.Reason}");
            if (report.LeftOut.Count > ShownLeftOut)
                Console.WriteLine($"  and {report.LeftOut.Count - ShownLeftOut} more");
        }
        using var prepared = new PreparedData(output);
        Console.WriteLine($"Report: {PreparationReport.Of(prepared).Write(output)}");
        return 0;
    }

    private static PrepareReport WithProgress(Func<IProgress<PrepareProgress>?, PrepareReport> work)
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
