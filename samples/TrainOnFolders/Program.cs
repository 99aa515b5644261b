// Trains a network on your own folders in one pipeline: paintings and music are listed, paired by style, read, and learned from.

using Microsoft.ML;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;
using Pix2Pitch.Training;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Runs;

if (args is not [string paintings, string music, string runFolder, string stepsText] || !int.TryParse(stepsText, out int steps))
{
    Console.Error.WriteLine("Usage: dotnet run -- PAINTINGS MUSIC RUN STEPS    (two folders or lists, a folder for the run, and the number of steps)");
    return 2;
}
MelOptions mel = MelOptions.Small64; // small, to see it work; MelOptions.Thesis256 is the size of the shipped model of this kind
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };

var ml = new MLContext(seed: 1);
IDataView pairs = ml.Data.PairPaintingsWithMusic(ml.Data.ReadManifest(paintings), ml.Data.ReadManifest(music));
IDataView styles = ml.Data.LoadFromEnumerable(StyleNames.All.Select(name => new StyleRow { Name = name }));
var reading = ml.Transforms.LoadPaintings("Painting", null, "PaintingPath", new PaintingOptions { Size = mel.Frames })
    .Append(ml.Transforms.ExtractMelSpectrogram("MelSpectrogram", null, "MusicPath", new MelExtractionOptions { Mel = mel }))
    .Append(ml.Transforms.Conversion.MapValueToKey("Style", "Style", keyData: styles));
IDataView examples = reading.Fit(pairs).Transform(pairs);

var options = new Pix2PixOptions
{
    RunFolder = runFolder,
    Name = "my-model",
    Mel = mel,
    Training = new TrainingOptions { Steps = steps },
};
try
{
    ITransformer model = ml.Transforms.Pix2Pix("Generated", options, new Printer(), stop.Token).Fit(examples);
    ml.Model.Save(model, examples.Schema, Path.Combine(runFolder, "model.zip"));
}
catch (OperationCanceledException)
{
    Console.WriteLine("Stopped; the same command continues.");
    return 130;
}

// The run folder now has model.onnx, which makes music as every model file does.
string onnx = Path.Combine(runFolder, "model.onnx");
using PaintingToMusic made = PaintingToMusic.Load(onnx);
string first = ml.Data.CreateEnumerable<PairRow>(pairs, reuseRowObject: false).First().PaintingPath;
made.Generate(first, seed: 1).WriteWave(Path.Combine(runFolder, "music.wav"));
Console.WriteLine($"{onnx} and music.wav of '{first}' are written.");
return 0;

internal sealed class StyleRow
{
    public string Name { get; set; } = "";
}

internal sealed class PairRow
{
    public string PaintingPath { get; set; } = "";
}

internal sealed class Printer : ITrainingObserver
{
    public void OnStarted(string runId, long completedSteps, Accelerator accelerator) => Console.WriteLine($"Run {runId} on {accelerator}, {completedSteps} steps are done.");

    public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
    {
        if (metrics is not null) Console.WriteLine($"L1 {metrics.ValidationL1:0.000}; outputs differ {metrics.DiversityRatio:P0} as much as real ones.");
    }

    public void OnCheckpoint(long completedSteps) => Console.WriteLine($"Step {completedSteps} is saved.");

    public void OnWarning(string message) => Console.WriteLine(message);
}
