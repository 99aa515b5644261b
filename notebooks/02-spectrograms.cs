#:project ../src/Transforms/Pix2Pitch.Transforms.csproj
#:property PublishAot=false

// # From sound to a spectrogram and back
// A network that draws music draws a mel-spectrogram. This notebook extracts one from a recording, inverts it, and measures what is lost on the way. So one hears what a perfect network
// could reach.
//
// This is a notebook, `notebooks/02-spectrograms.ipynb`, and a program with the same text and code: `dotnet run notebooks/02-spectrograms.cs`.

using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;

// ## A recording
// Ten seconds of the demo music. WAV, AIFF, FLAC, Ogg Vorbis and MP3 are read without other software, and resampled.

string root = Directory.Exists("data") ? "." : "..";
string output = Environment.GetEnvironmentVariable("PIX2PITCH_OUTPUT") ?? Path.Combine(root, "out", "notebooks");
Directory.CreateDirectory(output);
string recording = Path.Combine(root, "data", "demo", "music", "baroque-prelude-in-broken-chords.wav");
AudioClip original = AudioReader.Read(recording, sampleRate: 22050);
Console.WriteLine($"{Path.GetFileName(recording)}: {original.Samples.Length} samples, {(double)original.Samples.Length / original.SampleRate:f1} s");
//| original

// ## Extraction
// `ExtractMelSpectrogram` is an estimator of an ML.NET pipeline. `MelOptions.Thesis256` is the format of the master thesis: 256 bands x 256 frames. A value is the power of a band in a frame, in decibels below
// the peak of the clip, from -80 dB (-1) to 0 dB (1).

var ml = new MLContext(seed: 1);
IDataView recordings = ml.Data.LoadFromEnumerable([new { Path = recording }]);
MelOptions mel = MelOptions.Thesis256;
var extract = ml.Transforms.ExtractMelSpectrogram("MelSpectrogram", null, "Path", new MelExtractionOptions { Mel = mel });
IDataView extracted = extract.Fit(recordings).Transform(recordings);
var spectrogram = new MelSpectrogram(mel, extracted.GetColumn<float[]>("MelSpectrogram").Single());
SpectrogramPicture.Write(Path.Combine(output, "picture.png"), spectrogram);
//| spectrogram

// ## Inversion
// A mel-spectrogram has no phases. They are estimated: first from the slopes of the spectrogram (phase gradient heap integration), then by iterations of the fast Griffin-Lim algorithm.

var invert = ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", mel);
float[] samples = invert.Fit(extracted).Transform(extracted).GetColumn<float[]>("Audio").Single();
WaveWriter.Write(Path.Combine(output, "inverted.wav"), samples, mel.SampleRate);
//| new AudioClip(samples, mel.SampleRate, 0)

// ## What is lost
// The inverted sound has a mel-spectrogram too. It is compared with that of the recording, in decibels: once in the format itself, which tells how well the inversion did, and once in the finest format, which tells what
// was lost in total. A small format is easy to match, because it says little about the sound.

Dictionary<string, MelOptions> formats = MelOptions.Presets.Where(preset => preset.Value.SampleRate == original.SampleRate).ToDictionary();
var finest = new MelSpectrogramExtractor(MelOptions.Thesis512);
double Difference(MelSpectrogramExtractor format, float[] sound)
{
    MelSpectrogram before = format.Extract(recording);
    var after = new float[before.Values.Length];
    format.Extract(sound, after);
    return before.Values.Zip(after, (a, b) => Math.Abs(a - b)).Average() * format.Mel.TopDecibels / 2;
}
foreach ((string name, MelOptions options) in formats)
{
    var format = new MelSpectrogramExtractor(options);
    float[] sound = new MelSpectrogramInverter(options).Invert(format.Extract(recording));
    double here = Difference(format, sound), inTotal = Difference(finest, sound);
    Console.WriteLine($"{name}, {options.MelBands} bands x {options.Frames} frames: {here:f1} dB in this format, {inTotal:f1} dB in the finest");
}

// A spectrogram of 64 x 64 values is a small task for a network, and this is how it sounds at best:

MelSpectrogram small = new MelSpectrogramExtractor(MelOptions.Small64).Extract(recording);
float[] smallSound = new MelSpectrogramInverter(MelOptions.Small64).Invert(small);
WaveWriter.Write(Path.Combine(output, "small.wav"), smallSound, MelOptions.Small64.SampleRate);
//| display(small);
//| new AudioClip(smallSound, MelOptions.Small64.SampleRate, 0)

// ## A picture that can be read again
// `SpectrogramPng` writes the values as grey levels of 16 bits, and the format into the file. Any program can draw in such a picture, and `pix2pitch invert` makes sound of it.

string png = Path.Combine(output, "spectrogram.png");
SpectrogramPng.Write(png, spectrogram);
MelSpectrogram read = SpectrogramPng.Read(png);
float largest = read.Values.Zip(spectrogram.Values, (a, b) => Math.Abs(a - b)).Max();
Console.WriteLine($"After writing and reading, no value differs by more than {largest * mel.TopDecibels / 2:f4} dB.");
