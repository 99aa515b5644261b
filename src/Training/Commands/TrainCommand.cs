using System.CommandLine;
using Pix2Pitch.Pages.RunReports;
using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Monitoring;
using Pix2Pitch.Training.Runs;
using static System.FormattableString;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>train</c>: starts or continues a run.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = new Argument<string>("data") { Description = "The folder that 'prepare' has written." };
        var output = new Option<string>("--output", "-o") { Description = "The run's folder. An existing run continues from its last checkpoint.", DefaultValueFactory = _ => "run" };
        Option<double?> minutes = NumberOption.Create("--minutes", 0.001, 1_000_000, "30 or 0.5");
        minutes.Description = "Stop after this time; the same command continues the run.";
        var dryRun = new Option<bool>("--dry-run") { Description = "Train some steps in memory, print the memory and the time that the training needs, and write nothing." };
        var arguments = new TrainArguments();
        var monitoring = new MonitoringArguments();
        var command = new Command("train", "Trains the network, or continues training it. A run that continues keeps its options, unless others are given.") { data, output, minutes, dryRun };
        arguments.AddTo(command);
        monitoring.AddTo(command);
        command.SetAction(result =>
        {
            string dataFolder = result.GetRequiredValue(data), runFolder = result.GetValue(output)!;
            MonitoringOptions watched = monitoring.Read(result);
            UsageException.ThrowIfInvalid(watched.Validate);
            if (result.GetValue(dryRun))
            {
                return RankedProgram.Refuse("--dry-run measures a training in one process; start it without mpirun.")
                    ?? Measure(dataFolder, runFolder, result.GetValue(minutes), Apply);
            }
            return RankedProgram.Run(result.GetValue<bool>("--verbose"), group => Run(group, dataFolder, runFolder, result.GetValue(minutes), Apply, watched));

            TrainingOptions Apply(PreparedData prepared, TrainingOptions options)
            {
                arguments.PresetIn(result)?.CheckData(prepared.Info.Mel, dataFolder);
                options = arguments.Apply(options, result);
                if (arguments.WithoutEffect(options, result) is { } useless) throw new UsageException(useless);
                return options;
            }
        });
        return command;
    }

    private static int Run(
        IRankGroup group, string dataFolder, string output, double? minutes, Func<PreparedData, TrainingOptions, TrainingOptions> apply, MonitoringOptions monitoring)
    {
        bool isFirst = group.Rank == 0;
        using RankWatch? watch = isFirst && group.Count > 1 ? RankWatch.Start(output, group.Count) : null;
        using var signals = Signals.RequestStop(group.Count > 1 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        using PreparedData data = group.Together(() => new PreparedData(dataFolder));
        using RunFolder folder = group.Together(() =>
        {
            // Both have a report.html.
            if (Path.GetFullPath(output).TrimEnd(Path.DirectorySeparatorChar) == Path.GetFullPath(dataFolder).TrimEnd(Path.DirectorySeparatorChar))
                throw new UsageException($"'{output}' is the prepared folder; give the run a folder of its own with -o.");
            return isFirst ? new RunFolder(output) : RunFolder.ForReading(output);
        });
        (TrainingOptions options, _) = group.Together(() => OptionsFor(data, folder.Path, apply));
        TimeSpan? limit = minutes is { } m ? TimeSpan.FromMinutes(m) : null;

        if (!isFirst)
        {
            (RunEnd own, _) = new TrainingLoop(options, TrainingData.Of(data), DataOrigin.Of(data.Info), group: group).Run(folder, limit, signals.Token);
            return own is RunEnd.Finished or RunEnd.TimeLimit ? ExitCode.Success : ExitCode.Failure;
        }
        string? unhealthy = null;
        (RunEnd end, RunState state) = Progress.Run(
            "Loading the networks",
            progress =>
            {
                var loop = new TrainingLoop(options, TrainingData.Of(data), DataOrigin.Of(data.Info), new TrainProgress(progress, options.Steps, group, watch), monitoring, group);
                (RunEnd, RunState) result = loop.Run(folder, limit, signals.Token);
                unhealthy = loop.StopReason;
                return result;
            },
            signals.Token);
        string page = Path.Combine(output, RunReport.HtmlFile);
        if (monitoring.Report && File.Exists(page) && end != RunEnd.Cancelled)
            Console.WriteLine($"Report: {page}");
        string next = group.Count > 1 ? "to continue, start all processes again with the same command" : $"to continue: train {Quote(dataFolder)} -o {Quote(output)}";
        switch (end)
        {
            case RunEnd.Finished:
                Console.WriteLine($"Done: {state.Step} steps. To write the model file: export {Quote(output)}");
                return ExitCode.Success;
            case RunEnd.TimeLimit:
                Console.WriteLine($"Time is up after step {state.Step}, which is saved in '{folder.Path}'; {next}");
                return ExitCode.Success;
            case RunEnd.Unhealthy:
                Console.Error.WriteLine($"Stopped after step {state.Step}, which is saved in '{folder.Path}'. {unhealthy} To continue all the same: train {Quote(dataFolder)} -o {Quote(output)} --on-unhealthy Warn");
                return ExitCode.Failure;
            default:
                Console.Error.WriteLine($"Stopped after step {state.Step}, which is saved in '{folder.Path}'; {next}");
                return ExitCode.Failure;
        }
    }

    private static int Measure(string dataFolder, string output, double? minutes, Func<PreparedData, TrainingOptions, TrainingOptions> apply)
    {
        using var signals = Signals.RequestStop();
        using var data = new PreparedData(dataFolder);
        (TrainingOptions options, long completed) = OptionsFor(data, output, apply);
        DryRun found;
        try
        {
            found = Progress.Run("Training some steps", _ => DryRun.Measure(options, TrainingData.Of(data), signals.Token), signals.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. Nothing was written.");
            return ExitCode.Failure;
        }
        long steps = Math.Max(0, options.Steps - completed);
        Console.WriteLine(Invariant($"Generator: {found.GeneratorParameters:#,0} parameters; discriminator: {found.DiscriminatorParameters:#,0}"));
        Console.WriteLine(Invariant($"A step: {found.SecondsPerStep:G3} s on the {TrainProgress.NameOf(found.Accelerator)} (median of {found.Steps}); an evaluation: {found.SecondsPerEvaluation:F2} s"));
        if (found.SecondsPerInput is { } input)
            Console.WriteLine(Invariant($"The examples of a step are loaded in {1000 * input:0.##} ms, while the step before is computed"));
        Console.WriteLine(Invariant($"Peak memory of the process: {found.PeakBytes / 1e6:#,0} MB{(found.Accelerator == Accelerator.Cuda ? ", without that of the GPU" : "")}"));
        if (options.Steps > 0)
            Console.WriteLine(Invariant($"{steps:#,0} {(completed > 0 ? "more " : "")}steps: about {Duration(found.TimeOf(steps, options.EvaluateEvery))}"));
        if (minutes is { } limit)
            Console.WriteLine(Invariant($"In {limit} minutes: about {limit / found.TimeOf(1, options.EvaluateEvery).TotalMinutes:#,0} steps"));
        Console.WriteLine("Nothing was written.");
        return ExitCode.Success;
    }

    private static string Duration(TimeSpan time) => time.TotalHours >= 1 ? Invariant($"{time.TotalHours:#,0.0} hours") : Invariant($"{time.TotalMinutes:0.0} minutes");

    private static (TrainingOptions Options, long Completed) OptionsFor(PreparedData data, string folder, Func<PreparedData, TrainingOptions, TrainingOptions> apply)
    {
        RunState? stored = RunFolder.FindCheckpoint(folder) is { } checkpoint ? Checkpoint.ReadState(checkpoint) : null;
        TrainingOptions options = apply(data, stored?.Options ?? new TrainingOptions { Size = data.Info.Size });
        UsageException.ThrowIfInvalid(options.Validate);
        return (options, stored?.Step ?? 0);
    }

    internal static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
