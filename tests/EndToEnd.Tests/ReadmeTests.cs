using System.Text.RegularExpressions;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The C# sample of the README is compiled and run as it stands there.</summary>
[Collection(SampleProgramTests.Name)]
public sealed partial class ReadmeTests(SamplePrograms samples) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_turns_a_painting_into_a_wav()
    {
        string[] codes = [.. samples.Of("README.md")];
        Assert.NotEmpty(codes);
        for (int i = 0; i < codes.Length; i++)
        {
            // What the sample needs: a model, and a folder with a painting.
            string place = _folder.File($"sample {i}");
            Directory.CreateDirectory(place);
            File.Copy(TinyModel.Write(_folder), Path.Combine(place, ModelIn(codes[i])));
            string painting = TestPaintings.Write(_folder, $"sample {i}/paintings/garden.jpg");
            File.Copy(painting, Path.Combine(place, "garden.jpg"));
            samples.Run(codes[i], place);

            string wave = Assert.Single(Directory.GetFiles(place, "*.wav"));
            AudioClip sound = AudioReader.Read(wave, TinyModel.Metadata.Mel.SampleRate);
            Assert.Equal(10, (double)sound.Samples.Length / sound.SampleRate, 1);
            Assert.Contains(sound.Samples, s => Math.Abs(s) > 0.1f);
        }
    }

    // The first name of a model in the sample; a sample names files without folders, except for paintings/.
    private static string ModelIn(string sample)
    {
        Match name = ModelNames().Match(sample);
        Assert.True(name.Success, "The sample names no model file (\"*.onnx\").");
        return name.Groups[1].Value;
    }

    [GeneratedRegex("\"([^\"/]+\\.onnx)\"")]
    private static partial Regex ModelNames();
}
