using System.CommandLine;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Runs;
using Spectre.Console;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>train</c>: starts a run or goes on with it.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = new Argument<string>("data") { Description = "Folder that 'prepare' made." };
        var output = new Option<string>("--output", "-o") { Description = "The run's folder. A run that is there goes on from its last checkpoint.", DefaultValueFactory = _ => "run" };
        var minutes = new Option<double?>("--minutes") { Description = "Stop after this time; the same command continues the run." };
        var options = new TrainOptions();
        var command = new Command("train", "Trains the network, or goes on training it.") { data, output, minutes };
        options.AddTo(command);
        command.SetAction(result => TrainingCommand.Guard(result, () =>
            Run(result.GetRequiredValue(data), result.GetValue(output)!, result.GetValue(minutes), settings => options.Apply(settings, result))));
        return command;
    }

    private static int Run(string dataFolder, string output, double? minutes, Func<TrainingOptions, TrainingOptions> given)
    {
        if (minutes is not null and not (> 0 and < 1e6))
            throw new ArgumentOutOfRangeException(nameof(minutes), $"--minutes is {minutes}; it has to be over 0 and under 1,000,000.");
        using var signals = new StopSignals();
        using var data = new PreparedData(dataFolder);
        using var folder = new RunFolder(output);
        TrainingOptions begun = RunFolder.FindCheckpoint(folder.Path) is { } checkpoint ? Checkpoint.ReadState(checkpoint).Settings : new TrainingOptions { Size = data.Size };
        TrainingOptions settings = given(begun);
        settings.Validate();
        TimeSpan? limit = minutes is { } m ? TimeSpan.FromMinutes(m) : null;

        (RunEnd end, RunState state) = Console.IsOutputRedirected
            ? Train(new PlainProgress(Console.Out, settings.Steps))
            : AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
                .Start(context => Train(new LiveProgress(context, settings.Steps)));
        string goOn = $"to go on: train {Quote(dataFolder)} -o {Quote(output)}";
        switch (end)
        {
            case RunEnd.Finished:
                Console.WriteLine($"Done: {state.Step} steps. To write the model file: export {Quote(output)}");
                return 0;
            case RunEnd.OutOfTime:
                Console.WriteLine($"Time is up after step {state.Step}, which is saved in '{folder.Path}'; {goOn}");
                return 0;
            default:
                Console.Error.WriteLine($"Stopped after step {state.Step}, which is saved in '{folder.Path}'; {goOn}");
                return 1;
        }

        (RunEnd, RunState) Train(ITrainingObserver observer)
            => new TrainingLoop(settings, data, DataOrigin.Of(data.Info), observer).Run(folder, limit, signals.Token);
    }

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
