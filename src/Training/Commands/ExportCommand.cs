using System.CommandLine;
using System.Globalization;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>export</c>: from a run to a model file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The run's folder." };
        var output = new Option<string?>("--output", "-o") { Description = "The ONNX file. Default: model.onnx in the run's folder." };
        var name = new Option<string?>("--name") { Description = "The model's name. Default: the run folder's name." };
        var licence = new Option<string>("--licence") { Description = "Licence of the weights.", DefaultValueFactory = _ => "" };
        var trainedOn = new Option<string?>("--trained-on") { Description = "What it was trained on, with licences. Default: what 'prepare' counted." };
        var half = new Option<bool>("--half") { Description = "Store convolutions as float16: half the size." };
        var last = new Option<bool>("--last") { Description = "Export the last weights and not their moving average." };
        var command = new Command("export", "Writes the trained generator as ONNX and checks it against the network.") { run, output, name, licence, trainedOn, half, last };
        command.SetAction(result => TrainingCommand.Guard(result, () =>
        {
            string folder = result.GetRequiredValue(run);
            string path = RunFolder.FindCheckpoint(folder, Console.Error.WriteLine)
                ?? throw new Pix2PitchException($"'{folder}' has no checkpoint; train there first.");
            bool average = !result.GetValue(last);
            (UNetGenerator generator, RunState state) = Checkpoint.ReadGenerator(path, average);
            using UNetGenerator owned = generator;
            GeneratorMetadata metadata = Describe(state, average) with
            {
                Name = result.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
                Licence = result.GetValue(licence) ?? "",
                TrainedOn = result.GetValue(trainedOn) ?? state.Data.Description,
            };
            string file = result.GetValue(output) ?? Path.Combine(folder, "model.onnx");
            ExportReport report = GeneratorExporter.Export(generator, metadata, file, new ExportOptions { HalfPrecision = result.GetValue(half) });
            Console.WriteLine($"{report.Path}: {report.Bytes / 1e6:F1} MB, step {state.Step}, largest difference from the network {report.LargestDifference:G3}"
                + (report.RoundingDifference > 0 ? $", by rounding to float16 {report.RoundingDifference:G3}." : "."));
            return 0;
        }));
        return command;
    }

    /// <summary>What a run says of the generator that comes out of it.</summary>
    internal static GeneratorMetadata Describe(RunState state, bool average) => new()
    {
        ImageSize = state.Settings.Size,
        Fit = state.Data.Fit,
        Mel = state.Data.Mel,
        Styles = StyleNames.All,
        RunId = state.RunId,
        Details = new Dictionary<string, string>
        {
            ["steps"] = state.Step.ToString(CultureInfo.InvariantCulture),
            ["seconds"] = state.Seconds.ToString("F0", CultureInfo.InvariantCulture),
            ["width"] = state.Settings.Width.ToString(CultureInfo.InvariantCulture),
            ["l1-weight"] = state.Settings.L1Weight.ToString(CultureInfo.InvariantCulture),
            ["patch"] = state.Settings.Discriminator.PatchSize.ToString(CultureInfo.InvariantCulture),
            ["seed"] = state.Settings.Seed.ToString(CultureInfo.InvariantCulture),
            ["weights"] = average && state.Settings.AverageDecay > 0 ? "moving average" : "last",
            ["data"] = state.Data.Fingerprint,
        },
    };
}
