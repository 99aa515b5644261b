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
using Pix2Pitch.Pictures;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// What each version wrote (<c>tools/snapshots.sh</c>) is read by this one, with the values that it was read with then: <c>values.json</c> beside the files. If they differ, the values that are
/// read now are beside the tests.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static TheoryData<string> Versions => [.. Directory.EnumerateDirectories(Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_files_of_a_version_are_read_with_the_same_values(string version)
    {
        string folder = Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots", version), list = Path.Combine(folder, "values.json");
        SortedDictionary<string, string> found = [];
        ReadLists(folder, found);
        ReadPrepared(folder, found);
        ReadModel(folder, found);
        ReadMusic(folder, found);
        ReadPipelines(folder, found);
        string text = JsonSerializer.Serialize(found, s_json), expected = File.Exists(list) ? File.ReadAllText(list).ReplaceLineEndings("\n").Trim() : "";
        if (text == expected) return;
        string actual = Path.Combine(AppContext.BaseDirectory, $"values-{version}.actual.json");
        File.WriteAllText(actual, text);
        Assert.Fail($"'{list}' has other values than '{actual}', which is what this version reads.");
    }

    private static void ReadLists(string folder, SortedDictionary<string, string> found)
    {
        foreach (string side in (string[])["paintings", "music"])
        {
            Manifest manifest = ManifestSources.Read(Path.Combine(folder, "data", $"{side}.csv"));
            found[$"list of {side}"] = string.Join("; ", manifest.Works.Select(work => $"{Path.GetFileName(work.Path)}, {work.Name}, {work.Title}, {work.Year}, {work.Style}, {work.Place}, {work.Licence}"));
        }
    }

    private static void ReadPrepared(string folder, SortedDictionary<string, string> found)
    {
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
        GeneratorMetadata metadata = GeneratorMetadata.Read(Path.Combine(folder, "model.onnx"));
        found["model"] = $"{metadata.Name}, {metadata.ImageSize} px, {metadata.Fit}, {string.Join(' ', metadata.Styles)}, {metadata.Mel.ToJson()}, {metadata.Licence}";
    }

    private static void ReadMusic(string folder, SortedDictionary<string, string> found)
    {
        string wave = Path.Combine(folder, "music.wav"), picture = Path.Combine(folder, "mel.png"), midi = Path.Combine(folder, "notes.mid");
        AudioClip sound = AudioReader.Read(wave, 22050);
        found["sound"] = $"{sound.Samples.Length} samples, {Hash(sound.Samples)}";
        found["sound, metadata"] = Properties(WaveProperties.Read(wave));
        MelSpectrogram spectrogram = SpectrogramPng.Read(picture);
        found["spectrogram"] = $"{spectrogram.Options.ToJson()}, {spectrogram.Frames} frames, {Hash(spectrogram.Values)}";
        found["spectrogram, metadata"] = Properties(SpectrogramPng.ReadProperties(picture));
        found["notes, metadata"] = Properties(MidiProperties.Read(midi));
        found["notes"] = $"{new MidiBytes(File.ReadAllBytes(midi)).Tracks.Count} tracks";

        static string Properties(IReadOnlyDictionary<string, string> properties) => string.Join("; ", properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key} = {property.Value}"));
    }

    private static void ReadPipelines(string folder, SortedDictionary<string, string> found)
    {
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
