#:project ../src/Transforms/Pix2Pitch.Transforms.csproj
#:property PublishAot=false

// # A painting becomes music
// In small steps: a painting is loaded, a style is asked for, a trained network answers with a mel-spectrogram, and the
// spectrogram is turned into sound. Each step is an ML.NET estimator; at the end they are one pipeline, saved as one file.
//
// The notebook `01-a-painting-becomes-music.ipynb` and the program `01-a-painting-becomes-music.cs` hold the same code. The
// program runs by itself: `dotnet run notebooks/01-a-painting-becomes-music.cs`.

using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

// ## What to start from
// A model, a painting, and a folder for what comes out. Without being told otherwise (by these three environment
// variables) they are those that come with the repository, and the folder `out`.

string root = Directory.Exists("data") ? "." : "..";
string model = Environment.GetEnvironmentVariable("PIX2PITCH_MODEL")
    ?? Directory.GetFiles(Path.Combine(root, "data", "models"), "*.onnx").Order(StringComparer.Ordinal).First();
string painting = Environment.GetEnvironmentVariable("PIX2PITCH_PAINTING")
    ?? Directory.GetFiles(Path.Combine(root, "data", "demo", "paintings"), "*.png").Order(StringComparer.Ordinal).First();
string output = Environment.GetEnvironmentVariable("PIX2PITCH_OUTPUT") ?? Path.Combine(root, "out");
Directory.CreateDirectory(output);

// A model file says of itself what it needs: the size of the paintings and the representation of the sound.

GeneratorMetadata metadata = GeneratorMetadata.Read(model);
Console.WriteLine($"The model '{metadata.Name}' takes paintings of {metadata.ImageSize} x {metadata.ImageSize} pixels.");
Console.WriteLine($"It answers with {metadata.Mel.MelBands} mel bands x {metadata.Mel.Frames} frames, {metadata.Mel.ClipSeconds:f1} s at {metadata.Mel.SampleRate} Hz.");

// ## The data
// ML.NET works on tables. Ours has one row: the file of the painting, and the painter in whose style we want the music.

var ml = new MLContext(seed: 1);
IDataView paintings = ml.Data.LoadFromEnumerable([new { Path = painting, Artist = "Monet, Claude" }]);

// ## Step 1: the painting as numbers
// Red, green and blue, each in [-1, 1], in the size that the network was trained for.

var load = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = metadata.ImageSize, Fit = metadata.Fit });
IDataView loaded = load.Fit(paintings).Transform(paintings);
float[] pixels = loaded.GetColumn<float[]>("Painting").Single();
int plane = metadata.ImageSize * metadata.ImageSize;
Console.WriteLine($"The mean of red is {TensorPrimitives.Sum(pixels.AsSpan(0, plane)) / plane:f3}, of green {TensorPrimitives.Sum(pixels.AsSpan(plane, plane)) / plane:f3}, of blue {TensorPrimitives.Sum(pixels.AsSpan(2 * plane, plane)) / plane:f3}.");

// ## Step 2: the style
// The knowledge base knows painters and composers under any spelling. The style is a key, from 1 for Baroque to 5 for
// Expressionism; 0 would mean that it is unknown.

var label = ml.Transforms.LabelStyle("Style", "Artist");
IDataView labelled = label.Fit(loaded).Transform(loaded);
Console.WriteLine($"The style has the key {labelled.GetColumn<uint>("Style").Single()}.");

// ## Step 3: the network's answer
// The same seed gives the same answer. Another seed gives another, and a creativity of 0 the one that all of them vary.

var generate = ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", model, "Painting", "Style", new GenerationOptions { Seed = 7 });
IDataView answered = generate.Fit(labelled).Transform(labelled);
float[] mel = answered.GetColumn<float[]>("MelSpectrogram").Single();
SpectrogramPng.Write(Path.Combine(output, "spectrogram.png"), new MelSpectrogram(metadata.Mel, mel));
Console.WriteLine($"The spectrogram lies between {TensorPrimitives.Min<float>(mel):f2} and {TensorPrimitives.Max<float>(mel):f2}.");

// ## Step 4: sound
// A mel-spectrogram says how loud each band is at each moment and nothing about phases; they are found by iteration.

var invert = ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", metadata.Mel);
float[] samples = invert.Fit(answered).Transform(answered).GetColumn<float[]>("Audio").Single();
WaveWriter.Write(Path.Combine(output, "music.wav"), samples, metadata.Mel.SampleRate);
Console.WriteLine($"music.wav holds {(double)samples.Length / metadata.Mel.SampleRate:f1} s of sound with a peak of {TensorPrimitives.MaxMagnitude<float>(samples):f2}.");

// ## All of it as one model
// The four estimators in a row are one pipeline. Its fitted model is one file, the network included, that any program with
// ML.NET and this library can load.

ITransformer road = load.Append(label).Append(generate).Append(invert).Fit(paintings);
string saved = Path.Combine(output, "road.zip");
ml.Model.Save(road, paintings.Schema, saved);
ITransformer reloaded = new MLContext().Model.Load(saved, out _);
float[] again = reloaded.Transform(paintings).GetColumn<float[]>("Audio").Single();
Console.WriteLine(again.AsSpan().SequenceEqual(samples) ? "The saved model gives the same sound." : "The saved model gives another sound.");
