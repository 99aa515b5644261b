#:package Microsoft.ML.OnnxRuntime@1.31.0
#:package SixLabors.ImageSharp@2.1.13
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property RunsOnnxRuntime=false

// # The model file without Pix2Pitch
// The ONNX file contains the whole generator. ONNX Runtime and something that reads pictures are enough to run it: here in C#, and in the same way in Python, Java or a browser. Nothing of Pix2Pitch is used but the file
// `data/models/ensemble.onnx`.
//
// This is a notebook, `notebooks/06-onnx-without-pix2pitch.ipynb`, and a program with the same text and code: `dotnet run notebooks/06-onnx-without-pix2pitch.cs`.

using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

// ## What is in the file
// The metadata says what the numbers mean: the names of the styles, and the format of the mel-spectrogram as JSON. It also has the licence.

string root = Directory.Exists("data") ? "." : "..";
string output = Environment.GetEnvironmentVariable("PIX2PITCH_OUTPUT") ?? Path.Combine(root, "out", "notebooks");
Directory.CreateDirectory(output);
var session = new InferenceSession(Path.Combine(root, "data", "models", "ensemble.onnx"));
Dictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
foreach (string key in (string[])["name", "licence", "styles", "image-size", "mel"]) Console.WriteLine($"{key}: {metadata["pix2pitch." + key]}");

foreach ((string name, NodeMetadata node) in session.InputMetadata.Concat(session.OutputMetadata))
    Console.WriteLine($"{name}: {node.ElementType.Name} [{string.Join(", ", node.Dimensions)}]");

// ## The inputs
// The painting is a square of red, green and blue in [-1, 1]. The style has a 1 for the fourth style, Impressionism. The seed is any number, and the creativity from 0 to 1. Files with an input `Embedding` also take one; zeros mean that it
// is unknown.

int size = int.Parse(metadata["pix2pitch.image-size"]);
string file = Path.Combine(root, "data", "demo", "paintings", "impressionism-water-lilies-at-noon.png");
Image<Rgb24> picture = Image.Load<Rgb24>(file);
Image<Rgb24> square = picture.Clone(change => change.Resize(size, size));
var painting = new DenseTensor<float>([1, 3, size, size]);
for (int y = 0; y < size; y++)
{
    for (int x = 0; x < size; x++)
    {
        Rgb24 pixel = square[x, y];
        (painting[0, 0, y, x], painting[0, 1, y, x], painting[0, 2, y, x]) = (pixel.R / 127.5f - 1, pixel.G / 127.5f - 1, pixel.B / 127.5f - 1);
    }
}
//| HTML($"<img alt='The painting' src='{picture.ToBase64String(JpegFormat.Instance)}'>")

List<NamedOnnxValue> Inputs(int seed)
{
    var style = new DenseTensor<float>([1, session.InputMetadata["Style"].Dimensions[1]]);
    style[0, 3] = 1;
    List<NamedOnnxValue> inputs =
    [
        NamedOnnxValue.CreateFromTensor("Painting", painting),
        NamedOnnxValue.CreateFromTensor("Style", style),
        NamedOnnxValue.CreateFromTensor("Seed", new DenseTensor<int>(new[] { seed }, [1, 1])),
        NamedOnnxValue.CreateFromTensor("Creativity", new DenseTensor<float>(new[] { 1f }, [1, 1])),
    ];
    if (session.InputMetadata.TryGetValue("Embedding", out NodeMetadata? embedding))
        inputs.Add(NamedOnnxValue.CreateFromTensor("Embedding", new DenseTensor<float>([1, embedding.Dimensions[1]])));
    return inputs;
}

// ## Running it
// The noise is made inside of the graph, from the seed. So the same seed gives the same numbers on every machine and in every language, and another seed gives other music.

float[] Run(int seed, string name)
{
    using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> answer = session.Run(Inputs(seed), [name]);
    return answer[0].AsTensor<float>().ToArray();
}
float[] mel = Run(7, "MelSpectrogram"), same = Run(7, "MelSpectrogram"), other = Run(8, "MelSpectrogram");
Console.WriteLine($"{mel.Length} values; the same seed gives the same ones: {mel.SequenceEqual(same)}; another seed too: {mel.SequenceEqual(other)}");

// ## The mel-spectrogram
// 1 is the peak of the clip and -1 is 80 dB below it. The first row is the lowest band, so the picture is drawn from bottom to top.

var drawing = new Image<L8>(size, size);
for (int band = 0; band < size; band++)
{
    for (int frame = 0; frame < size; frame++) drawing[frame, size - 1 - band] = new L8((byte)Math.Clamp((mel[band * size + frame] + 1) * 127.5f, 0, 255));
}
drawing.SaveAsPng(Path.Combine(output, "without.png"));
//| HTML($"<img alt='The mel-spectrogram' src='{drawing.ToBase64String(PngFormat.Instance)}'>")

// ## The notes
// This generator writes notes, and the mel-spectrogram is made from them. The output `Notes` has 16 channels of 88 pitches: where a note of each of 8 families of instruments begins, and how loud it sounds. A note lasts
// while its cells sound, until the next onset.

float[] roll = Run(7, "Notes");
float Onset(int family, int pitch, int frame) => roll[(family * 88 + pitch) * size + frame];
float Power(int family, int pitch, int frame) => roll[((8 + family) * 88 + pitch) * size + frame];
const double SecondsPerFrame = 431 / 22050.0; // hop_length / sample_rate of the metadata
string[] families = ["piano", "harpsichord", "organ", "plucked strings", "bowed strings", "voice", "woodwind", "brass"];
var notes = new List<(double Start, double Seconds, int Pitch, double Level, string Family)>();
for (int family = 0; family < 8; family++)
{
    for (int pitch = 0; pitch < 88; pitch++)
    {
        for (int frame = 0; frame < size; frame++)
        {
            if (Power(family, pitch, frame) <= 0 || (Onset(family, pitch, frame) <= 0 && frame > 0)) continue;
            int end = frame + 1;
            while (end < size && Power(family, pitch, end) > 0 && Onset(family, pitch, end) <= 0) end++;
            notes.Add((frame * SecondsPerFrame, (end - frame) * SecondsPerFrame, 21 + pitch, Math.Sqrt(Power(family, pitch, frame)), families[family]));
        }
    }
}
Console.WriteLine($"{notes.Count} notes, by {string.Join(", ", notes.Select(note => note.Family).Distinct())}");
foreach (var note in notes.OrderBy(note => note.Start).Take(5)) Console.WriteLine($"{note.Start:f2} s, {note.Seconds:f2} s: pitch {note.Pitch}, {note.Family}");

// ## Sound
// A tone of a few harmonics for each note is enough to hear the piece. Pix2Pitch inverts the mel-spectrogram instead, which has the sound of the instruments: its command `generate` does both.

const int Rate = 22050;
var sound = new double[(int)(size * SecondsPerFrame * Rate)];
foreach (var note in notes)
{
    double hertz = 440 * Math.Pow(2, (note.Pitch - 69) / 12.0);
    int first = (int)(note.Start * Rate), length = Math.Min((int)(note.Seconds * Rate), sound.Length - first);
    for (int i = 0; i < length; i++)
    {
        double fade = Math.Min(1, Math.Min(i, length - i) / 200.0) * Math.Exp(-3.0 * i / Rate);
        double turn = 2 * Math.PI * hertz * i / Rate;
        for (int harmonic = 1; harmonic <= 4; harmonic++) sound[first + i] += note.Level * fade * Math.Sin(harmonic * turn) / (harmonic * harmonic);
    }
}
double peak = sound.Max(Math.Abs);
var wave = new MemoryStream();
using (var writer = new BinaryWriter(wave))
{
    writer.Write(Encoding.ASCII.GetBytes("RIFF"));
    writer.Write(36 + 2 * sound.Length);
    writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
    writer.Write(16);
    foreach (short value in (short[])[1, 1]) writer.Write(value); // integers, one channel
    foreach (int value in (int[])[Rate, 2 * Rate]) writer.Write(value);
    foreach (short value in (short[])[2, 16]) writer.Write(value); // bytes and bits of a sample
    writer.Write(Encoding.ASCII.GetBytes("data"));
    writer.Write(2 * sound.Length);
    foreach (double sample in sound) writer.Write((short)(0.9 * short.MaxValue * sample / peak));
}
File.WriteAllBytes(Path.Combine(output, "without.wav"), wave.ToArray());
//| HTML($"<audio controls aria-label='The notes' src='data:audio/wav;base64,{Convert.ToBase64String(wave.ToArray())}'></audio>")
