using System.Reflection;
using Pix2Pitch.Generation;
using Pix2Pitch.Pictures;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>Music of a few paintings, each with a few seeds, made once by the command.</summary>
public sealed class ShippedModelFixture : IDisposable
{
    private static readonly int[] s_seeds = [0, 1, 2];
    private readonly TemporaryFolder _folder = new();

    public ShippedModelFixture()
    {
        string models = Path.Combine(TestData.RepositoryRoot, "data", "models");
        string model = Directory.Exists(models) && Directory.EnumerateFiles(models, "*.onnx").Order(StringComparer.Ordinal).FirstOrDefault() is { } shipped
            ? shipped
            : TinyModel.Write(_folder);
        Metadata = GeneratorMetadata.Read(model);
        Waves = Make(model, []);
        string first = Path.Combine(models, "first.onnx");
        FirstModel = File.Exists(first) ? Make(first, ["--style", "none", "--iterations", "1"]) : Waves;
    }

    private List<Made> Make(string model, string[] more)
    {
        string[] paintings = [.. Paintings()];
        Assembly command = Assembly.Load("pix2pitch");
        var waves = new List<Made>();
        foreach (int seed in s_seeds)
        {
            string folder = Directory.CreateDirectory(_folder.File($"{Path.GetFileNameWithoutExtension(model)}-{seed}")).FullName;
            ProgramRun run = ProgramRun.Of(command, _folder.Path, ["generate", .. paintings, "-o", folder, "--spectrogram", folder, "--model", model, "--seed", $"{seed}", .. more]);
            if (run.ExitCode != 0) throw new InvalidOperationException(run.Error);
            waves.AddRange(paintings.Select(p =>
            {
                string name = Path.Combine(folder, Path.GetFileNameWithoutExtension(p));
                return new Made(p, seed, name + ".wav", SpectrogramPng.Read(name + ".png").Values);
            }));
        }
        return waves;
    }

    public GeneratorMetadata Metadata { get; }

    /// <summary>Music of the default model.</summary>
    public IReadOnlyList<Made> Waves { get; }

    /// <summary>Music of the Pix2Pix model, of which only the mel-spectrograms are good.</summary>
    public IReadOnlyList<Made> FirstModel { get; }

    public void Dispose() => _folder.Dispose();

    // The repository's own paintings; before there are any, stripes.
    private IEnumerable<string> Paintings()
    {
        string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings");
        string[] found = Directory.Exists(demo) ? [.. Directory.EnumerateFiles(demo, "*.png").Order(StringComparer.Ordinal)] : [];
        string[] onePerStyle = [.. found.DistinctBy(p => Path.GetFileName(p).Split('-')[0])];
        return onePerStyle.Length >= 2 ? onePerStyle.Take(5) : Enumerable.Range(1, 4).Select(n => TestPaintings.Write(_folder, $"stripes-{n}.png", 2 * n + 1));
    }

    public sealed record Made(string Painting, int Seed, string Path, float[] Mel);
}
