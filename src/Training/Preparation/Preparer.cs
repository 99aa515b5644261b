using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Pix2Pitch.Audio;
using Pix2Pitch.Manifests;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Turns a folder with <c>paintings.csv</c> and <c>music.csv</c> into a folder that a run trains on: paintings and mel images as
/// NumPy arrays, their pairs, and the settings that they were made with.
/// </summary>
public sealed class Preparer
{
    private readonly PrepareOptions _options;
    private readonly IProgress<PrepareProgress>? _progress;
    private readonly List<LeftOut> _leftOut = [];

    /// <summary>Makes the preparer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Preparer(PrepareOptions options, IProgress<PrepareProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _progress) = (options, progress);
    }

    /// <summary>Prepares a folder.</summary>
    /// <param name="dataFolder">Holds paintings.csv and music.csv.</param>
    /// <param name="outputFolder">Appears, or is replaced, when everything is done; a folder that is not of prepared data is refused.</param>
    /// <param name="cancellation">Stops; nothing is left behind, and an older output folder stays as it was.</param>
    /// <exception cref="Pix2PitchException">A manifest cannot be read, no pair is left, or the output folder cannot be written.</exception>
    public PrepareReport Prepare(string dataFolder, string outputFolder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        _leftOut.Clear();
        using var output = new ReplacedFolder(outputFolder, PreparedData.InfoFile);
        IReadOnlyList<LabelledRow> paintings = ReadManifest(Path.Combine(dataFolder, "paintings.csv"));
        IReadOnlyList<LabelledRow> music = ReadManifest(Path.Combine(dataFolder, "music.csv"));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int size = _options.Size;
        var ml = new MLContext(_options.Seed);
        IReadOnlyList<LabelledRow> loadedPaintings = Store<PaintingFeatures>(
            "paintings", paintings, output.InPart(PreparedData.PaintingsFile), [3, size, size], hash, ml,
            ml.Transforms.LoadPaintings("Values", null, "Path", new PaintingOptions { Size = size, Fit = _options.Fit }), cancellation);
        IReadOnlyList<LabelledRow> loadedMusic = Store<MelFeatures>(
            "music", music, output.InPart(PreparedData.MelsFile), [1, size, size], hash, ml,
            ml.Transforms.ExtractMelSpectrogram("Values", null, "Path", new MelSpectrogramOptions { Settings = _options.MelOrPreset }), cancellation);

        bool[] heldPaintings = HoldOut.Choose(loadedPaintings, r => r.Style, r => r.Row.Name, _options.ValidationShare, _options.Seed);
        bool[] heldMusic = HoldOut.Choose(loadedMusic, r => r.Style, r => r.Row.PieceId, _options.ValidationShare, _options.Seed);
        List<string> training = MakePairs(loadedPaintings, heldPaintings, loadedMusic, heldMusic, held: false);
        List<string> validation = MakePairs(loadedPaintings, heldPaintings, loadedMusic, heldMusic, held: true);
        if (training.Count == 0)
            throw new Pix2PitchException($"No painting in '{dataFolder}' shares its style with a clip of music; give music of the same styles.");

        string pairs = string.Join('\n', [PreparedData.PairsHeader, .. training, .. validation, ""]);
        File.WriteAllText(output.InPart(PreparedData.PairsFile), pairs);
        hash.AppendData(Encoding.UTF8.GetBytes(pairs));
        File.WriteAllText(output.InPart("paintings.csv"), Table(loadedPaintings, heldPaintings));
        File.WriteAllText(output.InPart("music.csv"), Table(loadedMusic, heldMusic));
        File.WriteAllText(output.InPart("left-out.csv"), string.Concat([Csv.Line("file", "reason"), .. _leftOut.Select(l => Csv.Line(l.File, l.Reason))]));
        var info = new PreparedInfo
        {
            Size = size,
            Mel = _options.MelOrPreset,
            Fit = _options.Fit,
            Styles = StyleNames.All,
            Seed = _options.Seed,
            Paintings = loadedPaintings.Count,
            Music = loadedMusic.Count,
            TrainingPairs = training.Count,
            ValidationPairs = validation.Count,
            Description = Describe(dataFolder, loadedPaintings, loadedMusic),
            Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
        File.WriteAllText(output.InPart(PreparedData.InfoFile), JsonSerializer.Serialize(info, Checkpoint.JsonOptions) + "\n");
        cancellation.ThrowIfCancellationRequested();
        output.Commit();
        return new PrepareReport(info, [.. _leftOut]);
    }

    private List<LabelledRow> ReadManifest(string path)
    {
        Manifest manifest = ManifestReader.Read(path);
        foreach (ManifestProblem problem in manifest.Problems)
            _leftOut.Add(new LeftOut(problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File, problem.Reason));
        var rows = new List<LabelledRow>();
        foreach (ManifestRow row in manifest.Rows)
        {
            if ((StyleNames.ParseOrNull(row.Style) ?? KnowledgeBase.Default.StyleOf(row.Name, row.Year, row.Location)) is { } style)
                rows.Add(new LabelledRow(row, style));
            else
                _leftOut.Add(new LeftOut(row.Path, "Its style is not known; name it in the manifest's column 'style'."));
        }
        return rows;
    }

    /// <summary>Runs each file through a pipeline and writes what comes out; files that it refuses are left out.</summary>
    private List<LabelledRow> Store<TFeatures>(
        string stage, IReadOnlyList<LabelledRow> rows, string path, int[] shape, IncrementalHash hash, MLContext ml,
        IEstimator<ITransformer> pipeline, CancellationToken cancellation)
        where TFeatures : class, IFeatures, new()
    {
        ITransformer model = pipeline.Fit(ml.Data.LoadFromEnumerable(Array.Empty<FileRow>()));
        using PredictionEngine<FileRow, TFeatures> engine = ml.Model.CreatePredictionEngine<FileRow, TFeatures>(model);
        using var writer = new NpyWriter(path, _options.Type, shape);
        var stored = new List<LabelledRow>();
        for (int i = 0; i < rows.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                float[] values = engine.Predict(new FileRow { Path = rows[i].Row.Path }).Values;
                writer.Write(values);
                hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
                stored.Add(rows[i]);
            }
            catch (Exception e) when (Find(e) is { } refusal)
            {
                _leftOut.Add(new LeftOut(rows[i].Row.Path, refusal.Message));
            }
            _progress?.Report(new PrepareProgress(stage, i + 1, rows.Count));
        }
        writer.Complete();
        return stored;

        static Pix2PitchException? Find(Exception? e) => e is null or Pix2PitchException ? (Pix2PitchException?)e : Find(e.InnerException);
    }

    private List<string> MakePairs(IReadOnlyList<LabelledRow> paintings, bool[] heldPaintings, IReadOnlyList<LabelledRow> music, bool[] heldMusic, bool held)
    {
        Dictionary<ManifestRow, int> paintingRows = Rows(paintings, heldPaintings), musicRows = Rows(music, heldMusic);
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            [.. paintingRows.Keys], [.. musicRows.Keys], new PairingOptions { PartnersPerPainting = _options.Partners, Seed = _options.Seed });
        string split = held ? "validation" : "train";
        return [.. pairs.Select(p => $"{paintingRows[p.Painting]},{musicRows[p.Music]},{StyleNames.Of(p.Style)},{split}")];

        Dictionary<ManifestRow, int> Rows(IReadOnlyList<LabelledRow> rows, bool[] isHeld)
            => Enumerable.Range(0, rows.Count).Where(i => isHeld[i] == held)
                .ToDictionary(i => rows[i].Row, i => i, (IEqualityComparer<ManifestRow>)ReferenceEqualityComparer.Instance);
    }

    private static string Table(IReadOnlyList<LabelledRow> rows, bool[] held) => string.Concat(
        [Csv.Line("row", "path", "name", "title", "style", "licence", "split"),
        .. rows.Select((r, i) => Csv.Line($"{i}", r.Row.Path, r.Row.Name, r.Row.Title, StyleNames.Of(r.Style), r.Row.Licence, held[i] ? "validation" : "train"))]);

    private static string Describe(string folder, IReadOnlyList<LabelledRow> paintings, IReadOnlyList<LabelledRow> music)
        => $"{paintings.Count} paintings by {Names(paintings)} artists and {music.Count} clips of music by {Names(music)} composers ('{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}')";

    private static int Names(IReadOnlyList<LabelledRow> rows) => rows.Select(r => r.Row.Name).Distinct().Count();

    private sealed record LabelledRow(ManifestRow Row, Style Style);

    private sealed class FileRow
    {
        public string Path { get; set; } = "";
    }

    private interface IFeatures
    {
        float[] Values { get; }
    }

    private sealed class PaintingFeatures : IFeatures
    {
        public float[] Values { get; set; } = [];
    }

    private sealed class MelFeatures : IFeatures
    {
        public float[] Values { get; set; } = [];
    }
}
