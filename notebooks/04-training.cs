#:project ../src/Training/Pix2Pitch.Training.csproj
#:property PublishAot=false
#:property RunsLibTorch=true

// # Training a small model and watching it
// A network learns from 15 pairs of the demo data, in a size that takes seconds. It will not make good music. What is shown is how a training is started, watched, continued and judged; with more data, a larger
// size and hours instead of seconds, the code stays the same.
//
// This is a notebook, `notebooks/04-training.ipynb`, and a program with the same text and code: `dotnet run notebooks/04-training.cs`.

using Microsoft.ML;
using Microsoft.ML.Data;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Training;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Runs;

// ## The examples
// The pipeline reads the pairs: a painting of 64 x 64 pixels, the mel-spectrogram of its partner with 64 bands x 64 frames, and the style of both.

string root = Directory.Exists("data") ? "." : "..";
MelOptions mel = MelOptions.Small64;
var ml = new MLContext(seed: 1);
IDataView pairs = ml.Data.PairPaintingsWithMusic(
    ml.Data.ReadManifest(Path.Combine(root, "data", "demo", "paintings.csv")),
    ml.Data.ReadManifest(Path.Combine(root, "data", "demo", "music.csv")),
    new PairingOptions { Split = new SplitOptions { ValidationShare = 0, TestShare = 0 } });
IDataView styles = ml.Data.LoadFromEnumerable(StyleNames.All.Select(name => new { Name = name }));
IDataView examples = ml.Transforms.LoadPaintings("Painting", null, "PaintingPath", new PaintingOptions { Size = mel.Frames })
    .Append(ml.Transforms.ExtractMelSpectrogram("MelSpectrogram", null, "MusicPath", new MelExtractionOptions { Mel = mel }))
    .Append(ml.Transforms.Conversion.MapValueToKey("Style", "Style", keyData: styles))
    .Fit(pairs).Transform(pairs);
string[] paths = [.. pairs.GetColumn<string>("PaintingPath")];
Console.WriteLine($"{paths.Length} pairs");

// ## Training
// `Pix2Pix` is an estimator: `Fit` trains. The run folder has the log, the checkpoints and at the end the model file. Here it is a new one, so that the notebook starts from the beginning each time.

string output = Environment.GetEnvironmentVariable("PIX2PITCH_OUTPUT") ?? Path.Combine(root, "out", "notebooks");
string run = Path.Combine(output, "run");
if (Directory.Exists(run)) Directory.Delete(run, recursive: true);
var options = new Pix2PixOptions
{
    RunFolder = run,
    Name = "demo-64",
    Licence = "CC0-1.0",
    TrainedOn = "the demo set",
    Mel = mel,
    Training = new TrainingOptions { Steps = 30, Width = 4, AverageDecay = 0.95, EvaluateEvery = 60, Health = new HealthOptions { SoundPaintings = 0 }, Threads = 1 },
};
var watch = new LossWatch();
ml.Transforms.Pix2Pix("Generated", options, watch).Fit(examples);

// After 30 steps the network has seen each pair twice. This is what it makes of a painting:

string model = Path.Combine(run, "model.onnx");
PaintingToMusic early = PaintingToMusic.Load(model);
GeneratedMusic first = early.Generate(paths[0], seed: 1);
early.Dispose();
//| first

// ## Continuing
// The run folder has a checkpoint, so more steps continue the same training. A training that was stopped, or whose machine was switched off, goes on in the same way.

options = options with { Training = options.Training with { Steps = 240 } };
ml.Transforms.Pix2Pix("Generated", options, watch).Fit(examples);

// ## The losses
// `L1` is the mean difference from the music of the pair, in units of the mel-spectrogram's range of -1 to 1. It falls while the network learns these 15 pairs by heart. `g` and `d` are the adversarial losses: the generator tries to make
// what the discriminator takes for real. They do not have to fall; they should stay in balance. With so few pairs the discriminator soon gets ahead: `d` falls and `g` rises. The lines are means of 10 steps.

var plot = new PlotModel { Background = OxyColors.White, IsLegendVisible = false };
plot.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "step", Maximum = 260 });
plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, MaximumPadding = 0.1 });
void Add(string name, Func<StepLosses, double> loss)
{
    var line = new LineSeries { Title = name, LineLegendPosition = LineLegendPosition.End };
    foreach (StepLosses[] steps in watch.Losses.Chunk(10)) line.Points.Add(new DataPoint(steps[^1].Step, steps.Average(loss)));
    plot.Series.Add(line);
}
Add("L1", step => step.L1);
Add("g", step => step.G);
Add("d", step => (step.D1 + step.D2) / 2);
string svg = new SvgExporter { Width = 700, Height = 320, IsDocument = false }.ExportToString(plot);
File.WriteAllText(Path.Combine(run, "losses.svg"), svg);
StepLosses[] start = [.. watch.Losses.Take(30)], end = [.. watch.Losses.TakeLast(30)];
Console.WriteLine($"L1 was {start.Average(step => step.L1):f3} in the first 30 steps and {end.Average(step => step.L1):f3} in the last 30.");
//| HTML($"<figure role='img' aria-label='The losses by step'>{svg}</figure>")

// ## The result
// The model file has everything that generation needs. The same painting again, and the music of its pair as the network could make it at best:

PaintingToMusic trained = PaintingToMusic.Load(model);
GeneratedMusic last = trained.Generate(paths[0], seed: 1);
trained.Dispose();
last.WriteWave(Path.Combine(run, "music.wav"));
MelSpectrogram real = new MelSpectrogramExtractor(mel).Extract(pairs.GetColumn<string>("MusicPath").First());
double Difference(MelSpectrogram other) => other.Values.Zip(real.Values, (a, b) => Math.Abs(a - b)).Average();
Console.WriteLine($"Difference from the music of the pair: {Difference(first.MelSpectrogram):f3} after 30 steps, {Difference(last.MelSpectrogram):f3} at the end.");
//| display(last);
//| real

// A small difference from a pair that the network was trained with shows that training works, not that the music is good or new. For that, `prepare` holds out whole artists and pieces, and `evaluate` compares
// with them: see the notebook `05-evaluation`.

// ## The class that watches
// The training calls it. It collects the losses of every step and prints what is measured in evaluations.

internal sealed class LossWatch : ITrainingObserver
{
    public List<StepLosses> Losses { get; } = [];

    public void OnStarted(string runId, long completedSteps, Accelerator accelerator)
        => Console.WriteLine($"The training starts on {accelerator} after step {completedSteps}.");

    public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
    {
        Losses.Add(losses);
        if (metrics is null) return;
        Console.WriteLine($"Step {losses.Step}: L1 {metrics.ValidationL1:f3}; outputs of different paintings differ {metrics.DiversityRatio:P0} as much as real clips.");
    }

    public void OnWarning(string message) => Console.WriteLine(message);
}
