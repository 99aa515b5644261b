using System.CommandLine;
using Pix2Pitch.Generation;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>export</c>: writes the model file of a run.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The run's folder." };
        var output = new Option<string?>("--output", "-o") { Description = "The ONNX file. [default: model.onnx in the run's folder]" };
        var name = new Option<string?>("--name") { Description = "The model's name. [default: the name of the run's folder]" };
        var licence = new Option<string>("--licence") { Description = "Licence of the weights.", DefaultValueFactory = _ => "" };
        var trainedOn = new Option<string?>("--trained-on") { Description = "The training data and its licences. [default: the counts of 'prepare']" };
        var half = new Option<bool>("--half") { Description = "Store convolutions as float16, which halves the file." };
        var last = new Option<bool>("--last") { Description = "Export the last weights instead of their moving average." };
        var command = new Command("export", "Writes the trained generator as ONNX and checks it against the network.") { run, output, name, licence, trainedOn, half, last };
        command.SetAction(result =>
        {
            string folder = result.GetRequiredValue(run);
            string path = RunFolder.FindCheckpoint(folder, Console.Error.WriteLine)
                ?? throw new Pix2PitchException($"'{folder}' has no checkpoint; train there first.");
            bool average = !result.GetValue(last);
            (UNetGenerator generator, RunState state) = Checkpoint.ReadGenerator(path, average);
            using UNetGenerator owned = generator;
            GeneratorMetadata metadata = state.Describe(average) with
            {
                Name = result.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
                Licence = result.GetValue(licence) ?? "",
                TrainedOn = result.GetValue(trainedOn) ?? state.Data.Description,
            };
            string file = result.GetValue(output) ?? Path.Combine(folder, "model.onnx");
            using var signals = Signals.EndAtOnce();
            ExportReport report = Progress.Run(
                "Writing the model and comparing it with the network",
                _ => GeneratorExporter.Export(generator, metadata, file, new ExportOptions { HalfPrecision = result.GetValue(half) }));
            Console.WriteLine($"{report.Path}: {report.Bytes / 1e6:F1} MB, step {state.Step}, largest difference from the network {report.LargestDifference:G3}"
                + (report.RoundingDifference > 0 ? $", by rounding to float16 {report.RoundingDifference:G3}." : "."));
            return ExitCode.Success;
        });
        return command;
    }
}
