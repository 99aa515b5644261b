using System.CommandLine;
using Pix2Pitch.Pages.ExperimentReports;
using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Experiments;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>experiments</c>: trains several models and compares them.</summary>
internal static class ExperimentsCommand
{
    private static readonly ExperimentOptions s_defaults = new();

    public static Command Create()
    {
        var data = new Argument<string[]>("data") { Description = "Folders that 'prepare' has written. A preset uses the first one of its size and sample rate.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The folder of the runs and of the report. Finished runs in it are not trained again.", Required = true };
        var presets = new Option<string?>("--presets") { Description = $"The presets to train, with commas between them: {string.Join(',', TrainingPresets.All.Select(preset => preset.Name))}." };
        var runs = new Option<string?>("--runs") { Description = "JSON file with the runs: an array of objects with name, preset, data and options." };
        var checkpoints = new Option<int>("--max-checkpoints") { Description = "The maximum number of checkpoints that are kept of a run beside the last one, from 1 to 1000.", DefaultValueFactory = _ => s_defaults.MaxCheckpoints };
        var paintings = new Option<int>("--paintings") { Description = "The maximum number of paintings in the comparisons, from 2 to 200.", DefaultValueFactory = _ => s_defaults.Paintings };
        var arguments = new TrainArguments();
        var command = new Command("experiments", "Trains several models, one after the other, and writes one report that compares them. Options of train apply to all runs.")
        {
            data, output, presets, runs, checkpoints, paintings,
        };
        arguments.AddTo(command, withPreset: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(presets) is null == result.GetValue(runs) is null) result.AddError("Give --presets or --runs.");
            foreach (string name in (result.GetValue(presets) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (TrainingPresets.Find(name) is null) result.AddError($"--presets has '{name}', which is not one of {string.Join(", ", TrainingPresets.All.Select(preset => preset.Name))}.");
            }
        });
        command.SetAction(result =>
        {
            if (RankedProgram.Refuse("'experiments' trains its runs one after the other in one process; start it without mpirun, or use 'train'.") is { } refused) return refused;
            var options = new ExperimentOptions { MaxCheckpoints = result.GetValue(checkpoints), Paintings = result.GetValue(paintings) };
            UsageException.ThrowIfInvalid(options.Validate);
            string folder = result.GetRequiredValue(output);
            string[] dataFolders = result.GetRequiredValue(data);
            PlannedRun[] planned = result.GetValue(runs) is { } file
                ? [.. RunList.Read(file).Select(listed => Plan(listed, file, dataFolders, arguments, result))]
                : [.. Names(result.GetValue(presets)!).Select(preset => Plan(preset, dataFolders, arguments, result))];
            var runner = new ExperimentRunner(folder, options, string.Join(' ', result.Tokens.Select(token => TrainCommand.Quote(token.Value))));
            runner.Check(planned);
            CreateFolder(folder, dataFolders);
            return Run(runner, planned, options, folder);
        });
        return command;
    }

    private static IEnumerable<TrainingPreset> Names(string presets) => presets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(name => TrainingPresets.Find(name)!).Distinct();

    private static PlannedRun Plan(TrainingPreset preset, string[] dataFolders, TrainArguments arguments, ParseResult result)
    {
        TrainingOptions options = arguments.Apply(preset.Apply(new TrainingOptions()), result);
        if (arguments.WithoutEffect(options, result) is { } useless) throw new UsageException(useless);
        UsageException.ThrowIfInvalid(options.Validate);
        return new PlannedRun(preset.Name, preset, DataFor(preset, dataFolders), options);
    }

    private static PlannedRun Plan(ListedRun listed, string file, string[] dataFolders, TrainArguments arguments, ParseResult result)
    {
        TrainingPreset? preset = null;
        if (listed.Preset is { } name)
        {
            preset = TrainingPresets.Find(name)
                ?? throw new Pix2PitchException($"The run '{listed.Name}' in '{file}' has the preset '{name}', which is not one of {string.Join(", ", TrainingPresets.All.Select(other => other.Name))}.");
        }
        string data = listed.Data is { } own ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, own) : preset is null ? dataFolders[0] : DataFor(preset, dataFolders);
        PreparedInfo info = PreparedFolder.ReadInfo(data);
        preset?.CheckData(info.Mel, data);
        // The same parser as for the command, so that names, values and messages are the same.
        var listedArguments = new TrainArguments();
        var command = new Command("run");
        listedArguments.AddTo(command, withPreset: false);
        ParseResult parsed = command.Parse([.. listed.Arguments], new ParserConfiguration());
        if (parsed.Errors is [var error, ..])
            throw new Pix2PitchException($"The run '{listed.Name}' in '{file}' has options that cannot be used: {error.Message}");
        TrainingOptions start = new() { Size = info.Size };
        TrainingOptions options = arguments.Apply(listedArguments.Apply(preset?.Apply(start) ?? start, parsed), result);
        if (listedArguments.WithoutEffect(options, parsed) is { } useless)
            throw new Pix2PitchException($"The run '{listed.Name}' in '{file}' has options that cannot be used: {useless}");
        // Those of the command are for all runs.
        if (arguments.WithoutEffect(options, result) is { } ofAll)
            throw new UsageException($"The run '{listed.Name}' in '{file}' cannot be trained with the options of the command: {ofAll}");
        try
        {
            options.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new Pix2PitchException($"The run '{listed.Name}' in '{file}' has options that cannot be used: {OptionRange.Reason(e)}", e);
        }
        return new PlannedRun(listed.Name, preset, data, options);
    }

    private static string DataFor(TrainingPreset preset, string[] folders)
    {
        PreparedInfo[] infos = [.. folders.Select(PreparedFolder.ReadInfo)];
        int fits = Array.FindIndex(infos, info => preset.Fits(info.Mel));
        if (fits < 0) preset.CheckData(infos[0].Mel, folders[0]);
        return folders[Math.Max(0, fits)];
    }

    private static void CreateFolder(string folder, string[] dataFolders)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (dataFolders.Any(data => Path.TrimEndingDirectorySeparator(Path.GetFullPath(data)) == full))
            throw new UsageException($"'{folder}' is a prepared folder; give the experiments a folder of their own with -o.");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The folder '{folder}' cannot be created ({e.Message.TrimEnd('.')}); choose another one with -o.", e);
        }
        AtomicFile.Check(Path.Combine(folder, ExperimentReport.JsonFile));
    }

    private static int Run(ExperimentRunner runner, PlannedRun[] planned, ExperimentOptions options, string folder)
    {
        using var signals = Signals.RequestStop();
        var ended = new Dictionary<string, string>();
        try
        {
            ExperimentReport report = Progress.Run("Training", progress =>
            {
                for (int i = 0; i < planned.Length; i++)
                {
                    PlannedRun run = planned[i];
                    signals.Token.ThrowIfCancellationRequested();
                    if (runner.IsFinished(run))
                    {
                        runner.CheckpointsOf(run).Update(); // the process may have been killed before it kept the last one
                        progress.Print($"{run.Name} ({i + 1} of {planned.Length}): finished before");
                        continue;
                    }
                    progress.Print($"{run.Name} ({i + 1} of {planned.Length}): {run.Options.Steps} steps");
                    progress.Next($"Training {run.Name}");
                    ended[run.Name] = runner.Train(run, new TrainProgress(progress, run.Options.Steps), signals.Token);
                    if (ended[run.Name].Length > 0) progress.Warn($"{run.Name}: {ended[run.Name]}");
                }
                return new ExperimentReportBuilder(runner, options).Build(planned, ended, progress, signals.Token);
            }, signals.Token);
            string page = "";
            signals.Finish(() => page = report.Write(folder));
            Console.WriteLine($"Report: {page}");
            return ended.Values.Any(reason => reason.Length > 0) ? ExitCode.Failure : ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Stopped. {planned.Count(runner.IsFinished)} of {planned.Length} runs are finished; the same command continues.");
            return ExitCode.Failure;
        }
    }
}
