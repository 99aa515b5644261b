using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Manifests;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// What each version wrote (<c>tests/Snapshots/README.md</c>) is read by this one, with the values that it was read with then: <c>values.json</c> beside the files. If they differ, the values that
/// are read now are beside the tests. What is no longer read is refused with what to do.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    private static readonly string s_snapshots = Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots");

    public static TheoryData<string> Versions => [.. Directory.EnumerateFiles(s_snapshots, "values.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(s_snapshots, Path.GetDirectoryName(file)!).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_folder_of_snapshots_has_its_values_and_is_described()
    {
        string readme = File.ReadAllText(Path.Combine(s_snapshots, "README.md"));
        string[] folders = [.. Directory.EnumerateDirectories(s_snapshots).SelectMany(version => File.Exists(Path.Combine(version, "values.json")) ? [version] : Directory.GetDirectories(version))];
        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.True(File.Exists(Path.Combine(folder, "values.json")), folder));
        Assert.All(folders, folder => Assert.Contains($"`{Path.GetRelativePath(s_snapshots, folder).Replace('\\', '/')}`", readme));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_files_of_a_version_are_read_with_the_same_values(string version)
    {
        string folder = Path.Combine(s_snapshots, version), list = Path.Combine(folder, "values.json");
        SortedDictionary<string, string> found = [];
        ReadLists(folder, found);
        ReadPrepared(folder, found);
        ReadModel(folder, found);
        ReadMusic(folder, found);
        ReadPipelines(folder, found);
        string text = JsonSerializer.Serialize(found, s_json), expected = File.Exists(list) ? File.ReadAllText(list).ReplaceLineEndings("\n").Trim() : "";
        if (text == expected) return;
        string actual = Path.Combine(AppContext.BaseDirectory, $"values-{version.Replace('/', '-')}.actual.json");
        File.WriteAllText(actual, text);
        Assert.Fail($"'{list}' has other values than '{actual}', which is what this version reads.");
    }

    [Theory]
    [InlineData("0.1/end/style.zip", "build the pipeline again and save it")]
    [InlineData("0.1/end/painting.zip", "build the pipeline again and save it")]
    [InlineData("0.1/end/music.zip", "build the pipeline again and save it")]
    public void What_is_no_longer_read_is_refused_with_what_to_do(string file, string words)
    {
        string path = Path.Combine(s_snapshots, file);
        Exception refusal = Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(path, out _));
        // ML.NET wraps what a mapping throws.
        while (refusal is not Pix2PitchException && refusal.InnerException is { } inner) refusal = inner;
        Assert.Contains(words, Assert.IsType<Pix2PitchException>(refusal).Message);
    }

    [Fact]
    public void A_model_of_format_1_makes_the_music_that_it_made_then()
    {
        string folder = Path.Combine(s_snapshots, "0.1", "middle"), model = Path.Combine(folder, "model.onnx"), list = Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings.csv");
        MelSpectrogram then = SpectrogramPng.Read(Path.Combine(folder, "mel.png"));
        using PaintingToMusic music = PaintingToMusic.Load(model);
        string painting = Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings", "baroque-apples-by-candlelight.png");
        AssertNear(then.Values, music.Generate(painting, 7, Style.Baroque, 1).MelSpectrogram.Values, 1e-4);

        // A pipeline runs the same graph.
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.FilterRowsByColumn(ml.Data.ReadManifest(list), "Year", 1660, 1661);
        ITransformer pipeline = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = 64 })
            .Append(ml.Transforms.GenerateMelSpectrogram("Mel", model, "Painting", null, new GenerationOptions { Seed = -7 })).Fit(rows);
        using (pipeline as IDisposable)
            AssertNear(music.Generate(painting, -7).MelSpectrogram.Values, Assert.Single(pipeline.Transform(rows).GetColumn<float[]>("Mel")), 1e-5);
    }

    [Fact]
    public void A_folder_of_format_1_has_what_the_end_of_0_1_prepared_of_the_same_works()
    {
        using PreparedData start = new(Path.Combine(s_snapshots, "0.1", "start", "prepared")), end = new(Path.Combine(s_snapshots, "0.1", "end", "prepared"));
        Assert.Equal((end.Info.Mel, end.Info.Fit, end.Info.Size, end.Info.Seed), (start.Info.Mel, start.Info.Fit, start.Info.Size, start.Info.Seed));
        Assert.Equal(end.Pairs, start.Pairs);
        Assert.Equal(end.Paintings.Select(Known), start.Paintings.Select(Known));
        Assert.Equal(end.Clips.Select(Known), start.Clips.Select(Known));
        float[][] values = [.. Enumerable.Range(0, 4).Select(_ => new float[3 * 64 * 64])];
        for (int row = 0; row < 2; row++)
        {
            start.ReadPainting(row, values[0]);
            end.ReadPainting(row, values[1]);
            AssertNear(values[1], values[0], 2.5e-4); // half of a step of float16 near 1
            start.ReadMel(row, values[2]);
            end.ReadMel(row, values[3]);
            AssertNear(values[3][..4096], values[2][..4096], 2.5e-4);
        }
        // What the format does not say is not made up.
        Assert.All(start.Paintings, painting => Assert.True(double.IsNaN(painting.Features.Lightness) && double.IsNaN(painting.StyleConfidence) && painting.ContentHash.Length == 0 && painting.Width == 0));
        Assert.All(start.Clips, clip => Assert.True(double.IsNaN(clip.Features.Loudness) && clip.Work.Year is null));

        static (string, string, string, string, Style, Pairing.Split) Known(PreparedWork work) => (Path.GetFileName(work.Work.Path), work.Work.Name, work.Work.Title, work.Work.Licence, work.Style, work.Split);
    }

    private static void AssertNear(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, tolerance);
    }

    private static void ReadLists(string folder, SortedDictionary<string, string> found)
    {
        if (!Directory.Exists(Path.Combine(folder, "data"))) return;
        foreach (string side in (string[])["paintings", "music"])
        {
            Manifest manifest = ManifestSources.Read(Path.Combine(folder, "data", $"{side}.csv"));
            found[$"list of {side}"] = string.Join("; ", manifest.Works.Select(work => $"{Path.GetFileName(work.Path)}, {work.Name}, {work.Title}, {work.Year}, {work.Style}, {work.Place}, {work.Licence}"));
        }
    }

    private static void ReadPrepared(string folder, SortedDictionary<string, string> found)
    {
        if (!Directory.Exists(Path.Combine(folder, "prepared"))) return;
        using var data = new PreparedData(Path.Combine(folder, "prepared"));
        found["prepared"] = $"format {data.Info.Format}, {data.Info.Size} px, {data.Info.Mel.ToJson()}, {data.Info.Fit}";
        float[] painting = new float[3 * data.Info.Size * data.Info.Size], mel = new float[data.Info.Mel.ValueCount];
        for (int row = 0; row < data.Paintings.Count; row++)
        {
            data.ReadPainting(row, painting);
            PreparedPainting work = data.Paintings[row];
            found[$"prepared painting {row}"] = string.Create(CultureInfo.InvariantCulture, $"{work.Work.Title}, {work.Style}, {work.Split}, {work.Width} x {work.Height}, L* {work.Features.Lightness:0.000}, {Hash(painting)}");
        }
        for (int row = 0; row < data.Clips.Count; row++)
        {
            data.ReadMel(row, mel);
            PreparedClip work = data.Clips[row];
            found[$"prepared clip {row}"] = string.Create(CultureInfo.InvariantCulture, $"{work.Work.Title}, {work.Style}, from {work.OffsetSeconds} s, {work.Features.Loudness:0.000} LUFS, {Hash(mel)}");
        }
        found["prepared pairs"] = string.Join("; ", data.Pairs.Select(pair => $"{pair.Painting} {pair.Mel} {pair.Style} {pair.Split}"));
    }

    private static void ReadModel(string folder, SortedDictionary<string, string> found)
    {
        if (!File.Exists(Path.Combine(folder, "model.onnx"))) return;
        GeneratorMetadata metadata = GeneratorMetadata.Read(Path.Combine(folder, "model.onnx"));
        found["model"] = $"{metadata.Name}, {metadata.ImageSize} px, {metadata.Fit}, {string.Join(' ', metadata.Styles)}, {metadata.Mel.ToJson()}, {metadata.Licence}";
    }

    private static void ReadMusic(string folder, SortedDictionary<string, string> found)
    {
        string wave = Path.Combine(folder, "music.wav"), picture = Path.Combine(folder, "mel.png"), midi = Path.Combine(folder, "notes.mid");
        if (File.Exists(wave))
        {
            AudioClip sound = AudioReader.Read(wave, 22050);
            found["sound"] = $"{sound.Samples.Length} samples, {Hash(sound.Samples)}";
            found["sound, metadata"] = Properties(WaveProperties.Read(wave));
        }
        MelSpectrogram spectrogram = SpectrogramPng.Read(picture);
        found["spectrogram"] = $"{spectrogram.Options.ToJson()}, {spectrogram.Frames} frames, {Hash(spectrogram.Values)}";
        found["spectrogram, metadata"] = Properties(SpectrogramPng.ReadProperties(picture));
        if (!File.Exists(midi)) return;
        found["notes, metadata"] = Properties(MidiProperties.Read(midi));
        found["notes"] = $"{new MidiBytes(File.ReadAllBytes(midi)).Tracks.Count} tracks";

        static string Properties(IReadOnlyDictionary<string, string> properties) => string.Join("; ", properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key} = {property.Value}"));
    }

    private static void ReadPipelines(string folder, SortedDictionary<string, string> found)
    {
        if (!File.Exists(Path.Combine(folder, "generate.zip"))) return; // those of 0.1 are refused
        var ml = new MLContext(seed: 1);
        string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo");
        IDataView paintings = ml.Data.TakeRows(ml.Data.ReadManifest(Path.Combine(demo, "paintings.csv")), 1), music = ml.Data.TakeRows(ml.Data.ReadManifest(Path.Combine(demo, "music.csv")), 1);
        Use("style.zip", paintings, rows => $"{rows.GetColumn<uint>("Style").First()}, {Number(rows.GetColumn<float>("Confidence").First())}");
        Use("painting.zip", paintings, rows => $"{rows.Schema["Painting"].Type}, {Number(Mean(rows, "Painting"))}, L* {Number(rows.GetColumn<float>("Look.Lightness").First())}");
        Use("music.zip", music, rows => $"{rows.Schema["MelSpectrogram"].Type}, {Number(Mean(rows, "MelSpectrogram"))}, {Number(rows.GetColumn<float>("Heard.Loudness").First())} LUFS, {rows.GetColumn<float[]>("Audio").First().Length} samples");
        Use("generate.zip", paintings, rows => $"{rows.GetColumn<float[]>("Audio").First().Length} samples");

        void Use(string name, IDataView rows, Func<IDataView, string> read)
        {
            ITransformer model = ml.Model.Load(Path.Combine(folder, name), out _);
            using (model as IDisposable) found[$"pipeline {name}"] = read(model.Transform(rows));
        }

        // Coarse enough for every processor.
        static string Number(float value) => value.ToString("0.00", CultureInfo.InvariantCulture);

        static float Mean(IDataView rows, string column) => rows.GetColumn<float[]>(column).First().Average();
    }

    private static string Hash(float[] values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())))[..16];
}
