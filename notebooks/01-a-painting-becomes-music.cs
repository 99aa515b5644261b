#:project ../src/Transforms/Pix2Pitch.Transforms.csproj
#:property PublishAot=false

// # A painting becomes music
// Step by step: load a painting, find a style, generate a mel-spectrogram with a trained network, and invert it into sound.
// Each step is an ML.NET estimator. At the end they are joined into one pipeline and saved as one file.
//
// This is a notebook, `notebooks/01-a-painting-becomes-music.ipynb`, and a program with the same text and code:
// `dotnet run notebooks/01-a-painting-becomes-music.cs`.

using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;

// ## Model, painting and output folder
// By default: the model and a painting of the repository, and the folder `out/notebooks`. To choose others, set the environment variables
// `PIX2PITCH_MODEL`, `PIX2PITCH_PAINTING` and `PIX2PITCH_OUTPUT`.

string root = Directory.Exists("data") ? "." : "..";
string model = Environment.GetEnvironmentVariable("PIX2PITCH_MODEL")
    ?? Directory.GetFiles(Path.Combine(root, "data", "models"), "*.onnx").Order(StringComparer.Ordinal).First();
string painting = Environment.GetEnvironmentVariable("PIX2PITCH_PAINTING")
    ?? Directory.GetFiles(Path.Combine(root, "data", "demo", "paintings"), "*.png").Order(StringComparer.Ordinal).First();
string output = Environment.GetEnvironmentVariable("PIX2PITCH_OUTPUT") ?? Path.Combine(root, "out", "notebooks");
Directory.CreateDirectory(output);
//| HTML($"<img alt='The painting' src='{Image.Load(painting).ToBase64String(JpegFormat.Instance)}'>")

// The metadata of a model file has the size of the paintings and the options of the mel-spectrogram.

GeneratorMetadata metadata = GeneratorMetadata.Read(model);
Console.WriteLine($"The model '{metadata.Name}' takes paintings of {metadata.ImageSize} x {metadata.ImageSize} pixels.");
Console.WriteLine($"It generates {metadata.Mel.MelBands} mel bands x {metadata.Mel.Frames} frames, {metadata.Mel.ClipSeconds:f1} s at {metadata.Mel.SampleRate} Hz.");

// ## The data
// ML.NET works on tables. This one has one row: the file of the painting, and the painter whose style the music will have.

var ml = new MLContext(seed: 1);
IDataView paintings = ml.Data.LoadFromEnumerable([new { Path = painting, Artist = "Monet, Claude" }]);

// ## Step 1: load the painting
// Red, green and blue, each in [-1, 1], in the size that the network was trained with.

var load = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = metadata.ImageSize, Fit = metadata.Fit });
IDataView loaded = load.Fit(paintings).Transform(paintings);
float[] pixels = loaded.GetColumn<float[]>("Painting").Single();
int plane = metadata.ImageSize * metadata.ImageSize;
float[] means = [.. Enumerable.Range(0, 3).Select(channel => TensorPrimitives.Sum(pixels.AsSpan(channel * plane, plane)) / plane)];
Console.WriteLine($"The mean of red is {means[0]:f3}, of green {means[1]:f3}, of blue {means[2]:f3}.");

// ## Step 2: find the style
// The knowledge base finds painters and composers under any spelling. The style is a key, from 1 (Baroque) to 5
// (Expressionism); 0 means that it is unknown.

var label = ml.Transforms.LabelStyle("Style", "Artist");
IDataView labelled = label.Fit(loaded).Transform(loaded);
Console.WriteLine($"The style has the key {labelled.GetColumn<uint>("Style").Single()}.");

// ## Step 3: generate a mel-spectrogram
// The same seed gives the same result, another seed another result. With a creativity of 0, all seeds give the same.

var generate = ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", model, "Painting", "Style", new GenerationOptions { Seed = 7 });
IDataView generated = generate.Fit(labelled).Transform(labelled);
float[] mel = generated.GetColumn<float[]>("MelSpectrogram").Single();
var spectrogram = new MelSpectrogram(metadata.Mel, mel);
SpectrogramPng.Write(Path.Combine(output, "spectrogram.png"), spectrogram);
Console.WriteLine($"The spectrogram has values from {TensorPrimitives.Min<float>(mel):f2} to {TensorPrimitives.Max<float>(mel):f2}.");
//| spectrogram

// ## Step 4: invert it into sound
// A mel-spectrogram has the power of each band at each time, but no phases. The phases are estimated by iteration.

var invert = ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", metadata.Mel);
float[] samples = invert.Fit(generated).Transform(generated).GetColumn<float[]>("Audio").Single();
WaveWriter.Write(Path.Combine(output, "music.wav"), samples, metadata.Mel.SampleRate);
double seconds = (double)samples.Length / metadata.Mel.SampleRate;
Console.WriteLine($"music.wav has {seconds:f1} s of sound with a peak of {samples.Max(Math.Abs):f2}.");
//| new AudioClip(samples, metadata.Mel.SampleRate, 0)

// ## All steps as one model
// The four estimators form one pipeline. Its fitted model is saved as one file, which contains the network and which any
// program with ML.NET and this library can load.

ITransformer pipeline = load.Append(label).Append(generate).Append(invert).Fit(paintings);
string saved = Path.Combine(output, "pipeline.zip");
ml.Model.Save(pipeline, paintings.Schema, saved);
ITransformer reloaded = new MLContext().Model.Load(saved, out _);
float[] again = reloaded.Transform(paintings).GetColumn<float[]>("Audio").Single();
Console.WriteLine(again.AsSpan().SequenceEqual(samples) ? "The saved model gives the same sound." : "The saved model gives another sound.");
