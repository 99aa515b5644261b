using System.CommandLine;
using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Runs;

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
        var arguments = new TrainArguments();
        var command = new Command("train", "Trains the network, or continues training it. A run that continues keeps its options, unless others are given.") { data, output, minutes };
        arguments.AddTo(command);
        command.SetAction(result =>
            Run(result.GetRequiredValue(data), result.GetValue(output)!, result.GetValue(minutes), options => arguments.Apply(options, result)));
        return command;
    }

    private static int Run(string dataFolder, string output, double? minutes, Func<TrainingOptions, TrainingOptions> apply)
    {
        using var signals = Signals.RequestStop();
        using var data = new PreparedData(dataFolder);
        using var folder = new RunFolder(output);
        TrainingOptions stored = RunFolder.FindCheckpoint(folder.Path) is { } checkpoint ? Checkpoint.ReadState(checkpoint).Options : new TrainingOptions { Size = data.Info.Size };
        TrainingOptions options = apply(stored);
        UsageException.ThrowIfInvalid(options.Validate);
        TimeSpan? limit = minutes is { } m ? TimeSpan.FromMinutes(m) : null;

        (RunEnd end, RunState state) = Progress.Run(
            "Loading the networks",
            progress => new TrainingLoop(options, TrainingData.Of(data), DataOrigin.Of(data.Info), new TrainProgress(progress, options.Steps)).Run(folder, limit, signals.Token),
            signals.Token);
        string next = $"to continue: train {Quote(dataFolder)} -o {Quote(output)}";
        switch (end)
        {
            case RunEnd.Finished:
                Console.WriteLine($"Done: {state.Step} steps. To write the model file: export {Quote(output)}");
                return ExitCode.Success;
            case RunEnd.TimeLimit:
                Console.WriteLine($"Time is up after step {state.Step}, which is saved in '{folder.Path}'; {next}");
                return ExitCode.Success;
            default:
                Console.Error.WriteLine($"Stopped after step {state.Step}, which is saved in '{folder.Path}'; {next}");
                return ExitCode.Failure;
        }
    }

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
