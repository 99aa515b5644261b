using System.CommandLine;
using System.Globalization;
using Pix2Pitch.Generation;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Onnx;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>export</c>: writes the model file of a run.</summary>
internal static class ExportCommand
{
    private const string ToMusic = "painting-to-music", ToPainting = "music-to-painting";

    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The run's folder." };
        var output = new Option<string?>("--output", "-o") { Description = "The ONNX file. [default: model.onnx, or painter.onnx for --direction music-to-painting, in the run's folder]" };
        var name = new Option<string?>("--name") { Description = "The model's name. [default: the name of the run's folder]" };
        var licence = new Option<string>("--licence") { Description = "Licence of the weights.", DefaultValueFactory = _ => "" };
        var trainedOn = new Option<string?>("--trained-on") { Description = "The training data and its licences. [default: the description that 'prepare' has written]" };
        var half = new Option<bool>("--half") { Description = "Store convolutions as float16, which halves the file." };
        var last = new Option<bool>("--last") { Description = "Export the last weights instead of their moving average." };
        var size = new Option<int?>("--size") { Description = "Bands and frames of a recurrent generator's mel-spectrogram, 128, 256 or 512. [default: those of the training]" };
        var guidance = new Option<double>("--guidance")
        {
            Description = "How much more than learnt the notes of a recurrent generator follow the style, from 0 to 10.",
            DefaultValueFactory = _ => 1,
        };
        var paintingGuidance = new Option<double>("--painting-guidance")
        {
            Description = "How much more than learnt they follow lightness, saturation and warmth of the painting, from 0 to 10.",
            DefaultValueFactory = _ => 1,
        };
        var temperature = new Option<double>("--temperature")
        {
            Description = "How freely a recurrent generator chooses at a creativity of 1, above 0 and at most 2.",
            DefaultValueFactory = _ => 1,
        };
        var candidates = new Option<int>("--candidates")
        {
            Description = "How many candidates a recurrent generator writes; it keeps the one that fits the style and the ranks of the painting best. 1 to 16.",
            DefaultValueFactory = _ => 1,
        };
        var direction = new Option<string>("--direction")
        {
            HelpName = $"{ToMusic}|{ToPainting}",
            Description = "Which generator of a run without pairs.",
            DefaultValueFactory = _ => ToMusic,
        };
        direction.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } text }] && text is not (ToMusic or ToPainting)) result.AddError($"--direction must be {ToMusic} or {ToPainting}, not '{text}'.");
        });
        var command = new Command("export", "Writes the trained generator as ONNX and checks it against the network.") { run, output, direction, name, licence, trainedOn, half, last, size, guidance, paintingGuidance, temperature, candidates };
        command.SetAction(result =>
        {
            string folder = result.GetRequiredValue(run);
            bool paints = result.GetValue(direction) == ToPainting;
            string file = result.GetValue(output) ?? Path.Combine(folder, paints ? "painter.onnx" : "model.onnx");
            var options = new ExportOptions
            {
                Direction = paints ? GeneratorDirection.MusicToPainting : GeneratorDirection.PaintingToMusic,
                Name = result.GetValue(name),
                Licence = result.GetValue(licence) ?? "",
                TrainedOn = result.GetValue(trainedOn),
                HalfPrecision = result.GetValue(half),
                LastWeights = result.GetValue(last),
                Size = result.GetValue(size),
                Guidance = result.GetValue(guidance),
                PaintingGuidance = result.GetValue(paintingGuidance),
                Temperature = result.GetValue(temperature),
                Candidates = result.GetValue(candidates),
            };
            UsageException.ThrowIfInvalid(options.Validate);
            using var signals = Signals.EndAtOnce();
            ExportReport report = Progress.Run(
                "Writing the model and comparing it with the network", progress => GeneratorExporter.Export(folder, file, options, progress.Warn));
            Console.WriteLine($"{report.Path}: {report.Bytes / 1e6:F1} MB, step {report.Step}, largest difference from the network {Short(report.MaxDifference)}"
                + (report.RoundingDifference > 0 ? $"; rounding to float16 changes outputs by up to {Short(report.RoundingDifference)}." : "."));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Two significant digits, such as 2.0e-6.</summary>
    private static string Short(double value) => value.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
