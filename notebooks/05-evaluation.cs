#:project ../src/Transforms/Pix2Pitch.Transforms.csproj
#:property PublishAot=false

// # Evaluation
// Does the music belong to its painting? And does it sound like music? This notebook asks both of the default model, with the paintings and the music of the demo set. They are few and were made by a program, so
// the answers are uncertain, and the notebook says how uncertain.
//
// This is a notebook, `notebooks/05-evaluation.ipynb`, and a program with the same text and code: `dotnet run notebooks/05-evaluation.cs`.

using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Paintings;
using Pix2Pitch.SoundFiles;

// ## Music of all paintings
// A piece of each painting, and with another seed of every fifth. No style is requested, so the music depends on the picture and the seed only. The inversion is the fast one, without Griffin-Lim: it is good
// enough to measure, and takes a fraction of the time.

string root = Directory.Exists("data") ? "." : "..";
string output = Path.Combine(Environment.GetEnvironmentVariable("PIX2PITCH_OUTPUT") ?? Path.Combine(root, "out", "notebooks"), "evaluation");
Directory.CreateDirectory(output);
string[] paintings = [.. Directory.GetFiles(Path.Combine(root, "data", "demo", "paintings"), "*.png").Order(StringComparer.Ordinal)];
var fast = new MusicOptions { Inversion = new InversionOptions { Iterations = 0, NnlsIterations = 20 } };
PaintingToMusic model = PaintingToMusic.Load(Path.Combine(root, "data", "models", "ensemble.onnx"), fast);
string[] Generate(IEnumerable<string> files, int seed) => [.. files.Select(file =>
{
    string wave = Path.Combine(output, $"{Path.GetFileNameWithoutExtension(file)}-{seed}.wav");
    model.Generate(file, seed).WriteWave(wave);
    return wave;
})];
string[] pieces = Generate(paintings, 1), others = Generate(paintings.Where((_, i) => i % 5 == 0), 2);
model.Dispose();
Console.WriteLine($"{pieces.Length} pieces, and {others.Length} with another seed");

// ## Measuring
// Estimators measure what can be seen and heard; all columns of one kind are numbers with a unit.

string[] visible = ["Look.Lightness", "Look.Saturation", "Look.Warmth"], audible = ["Music.Brightness", "Music.Loudness", "Music.OnsetRate"];
var ml = new MLContext(seed: 1);
IDataView pictures = ml.Data.LoadFromEnumerable(paintings.Select(path => new { Path = path }));
IDataView seen = ml.Data.Cache(ml.Transforms.LoadPaintings("Pixels", null, "Path", new PaintingOptions { Size = 128 })
    .Append(ml.Transforms.ExtractPaintingFeatures("Look", "Pixels")).Fit(pictures).Transform(pictures), visible);
IDataView Measure(IEnumerable<string> recordings)
{
    IDataView rows = ml.Data.LoadFromEnumerable(recordings.Select(path => new { Path = path }));
    return ml.Data.Cache(ml.Transforms.ExtractMusicFeatures("Music", null, "Path").Fit(rows).Transform(rows), [.. audible, "Music.Harmonicity"]); // measured once
}

IDataView made = Measure(pieces), madeAgain = Measure(others);
IDataView real = Measure(Directory.GetFiles(Path.Combine(root, "data", "demo", "music"), "*.wav").Order(StringComparer.Ordinal));

// ## Does it belong to its painting?
// The rank correlation of what is seen with what is heard, from -1 to 1. In brackets the 95 % confidence interval: the same figure for paintings drawn again at random, with replacement (bootstrap, B. Efron, 1979). The control is
// the same music, given to the paintings at random: a figure inside that range shows nothing.

double[] Values(IDataView rows, string column) => [.. rows.GetColumn<float>(column).Select(value => (double)value)];
double[] Ranks(double[] values) => [.. values.Select(value => values.Count(other => other < value) + (values.Count(other => other == value) + 1) / 2.0)];
double Correlation(double[] a, double[] b)
{
    double[] x = Ranks(a), y = Ranks(b);
    double middle = (x.Length + 1) / 2.0;
    double Product(double[] p, double[] q) => p.Zip(q, (first, second) => (first - middle) * (second - middle)).Sum();
    return Product(x, y) / Math.Sqrt(Product(x, x) * Product(y, y));
}
var random = new Random(1);
string Interval(Func<double> draw)
{
    double[] values = [.. Enumerable.Range(0, 400).Select(_ => draw()).Order()];
    return $"{values[10]:f2} to {values[389]:f2}";
}

foreach ((string eye, string ear) in visible.Zip(audible))
{
    double[] x = Values(seen, eye), y = Values(made, ear);
    string again = Interval(() =>
    {
        int[] drawn = [.. x.Select(_ => random.Next(x.Length))];
        return Correlation([.. drawn.Select(i => x[i])], [.. drawn.Select(i => y[i])]);
    });
    string shuffled = Interval(() => Correlation(x, [.. y.OrderBy(_ => random.Next())]));
    Console.WriteLine($"{eye} and {ear}: {Correlation(x, y):f2} ({again}); at random {shuffled}");
}

// ## What does the seed change?
// The same painting with another seed gives other notes. If music depended on the seed alone, two seeds of one painting would differ as much as two paintings.

foreach (string ear in (string[])["Music.Brightness", "Music.OnsetRate", "Music.Harmonicity"])
{
    double[] one = [.. Values(made, ear).Where((_, i) => i % 5 == 0)], two = Values(madeAgain, ear);
    double bySeed = one.Zip(two, (a, b) => Math.Abs(a - b)).Average();
    double byPainting = one.SelectMany((a, i) => two.Where((_, j) => j != i).Select(b => Math.Abs(a - b))).Average();
    Console.WriteLine($"{ear}: {bySeed:f2} between two seeds of a painting, {byPainting:f2} between two paintings");
}

// ## Does it sound like music?
// The means of the generated pieces beside those of the demo music. The model was trained on other music, of other instruments, so the two need not agree; but harmonicity near that of the demo music means tones and not noise,
// and an onset rate near it means notes.

foreach (string ear in (string[])["Music.Brightness", "Music.OnsetRate", "Music.Harmonicity", "Music.Loudness"])
{
    double[] generated = Values(made, ear), recorded = Values(real, ear);
    string Summary(double[] values) => $"{values.Average():f2} ({values.Min():f2} to {values.Max():f2})";
    Console.WriteLine($"{ear}: {Summary(generated)} generated, {Summary(recorded)} recorded");
}

// One of the pieces, to hear what was measured:

AudioClip piece = AudioReader.Read(Path.Combine(output, "impressionism-harbour-first-sun-1.wav"), 22050);
Console.WriteLine($"impressionism-harbour-first-sun.png, seed 1: {(double)piece.Samples.Length / piece.SampleRate:f1} s");
//| piece

// ## With more data
// The trainer's command `evaluate` does all this and more: whether the style of the painting is heard, whether the music is copied from the training data, whether it is in tune. It needs at least 20 paintings and 20
// clips that the model has not seen, which the demo set does not have:
//
// `dotnet run --project src/Training -c Release -- evaluate model.onnx --data my-data --prepared out/prepared`
//
// The model card `data/models/ensemble.md` has its figures for the default model, of 614 paintings.
