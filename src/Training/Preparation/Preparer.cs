using System.Security.Cryptography;
using System.Text;
using Pix2Pitch.Audio;
using Pix2Pitch.Audio.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Turns paintings and music into a folder that a run trains on: both as NumPy arrays, their pairs, and the settings that they were made
/// with.
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
    /// <param name="dataFolder">Holds paintings and music, see <see cref="LibraryOptions.Data"/>.</param>
    /// <param name="outputFolder">Appears, or is replaced, when everything is done; a folder that is not of prepared data is refused.</param>
    /// <param name="cancellation">Stops; nothing is left behind, and an older output folder stays as it was.</param>
    /// <exception cref="Pix2PitchException">A list cannot be read, no pair is left, or the output folder cannot be written.</exception>
    public PrepareReport Prepare(string dataFolder, string outputFolder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        _leftOut.Clear();
        if (File.Exists(Path.Combine(dataFolder, PreparedFolder.InfoFile)))
            throw new Pix2PitchException($"'{dataFolder}' is prepared data already; name the folder with the paintings and the music.");
        using var output = new ReplacedFolder(outputFolder, PreparedFolder.InfoFile);
        Library library = Library.Read(new LibraryOptions { Data = dataFolder });
        _leftOut.AddRange(library.LeftOut);
        int size = _options.Size;
        var settings = new PaintingOptions { Size = size, Fit = _options.Fit };
        var painting = new PaintingFeatureExtractor();
        List<(LibraryRow Row, PaintingFeatures Features)> paintings = Store("paintings", library.Paintings, output, NpyType.Byte, [3, size, size], (path, values) =>
        {
            PaintingReader.Read(path, settings, values);
            return painting.Extract(values, size, size);
        }, out ShardFile paintingShard, cancellation);
        var extractor = new MelSpectrogramExtractor(_options.MelOrPreset);
        var clip = new MusicFeatureExtractor();
        List<(LibraryRow Row, MusicFeatures Features)> music = Store("music", library.Music, output, _options.Type, [1, size, size], (path, values) =>
        {
            extractor.Extract(path, 0, values);
            return clip.Extract(path);
        }, out ShardFile musicShard, cancellation);

        var shares = new SplitOptions { ValidationShare = _options.ValidationShare, TestShare = _options.TestShare, Seed = _options.Seed };
        Split[] paintingSplits = DataSplit.Choose(paintings, r => r.Row.Style, r => SplitGroups.OfPainting(r.Row.Row), shares);
        Split[] musicSplits = DataSplit.Choose(music, r => r.Row.Style, r => SplitGroups.OfMusic(r.Row.Row), shares);
        List<(Split, TrainingPair)> pairs = MakePairs(paintings, paintingSplits, music, musicSplits);
        if (pairs.Count == 0)
            throw new Pix2PitchException($"No painting in '{dataFolder}' shares its style with a clip of music; give music of the same styles.");

        PreparedInfo info = Publication.Write(output.InPart(""), new PreparedInfo
        {
            Size = size,
            Mel = _options.MelOrPreset,
            Fit = _options.Fit,
            Styles = StyleNames.All,
            Seed = _options.Seed,
            Partners = _options.Partners,
            ValidationShare = _options.ValidationShare,
            TestShare = _options.TestShare,
            Paintings = paintings.Count,
            Music = music.Count,
            TrainingPairs = pairs.Count(p => p.Item1 == Split.Train),
            ValidationPairs = pairs.Count(p => p.Item1 == Split.Validation),
            TestPairs = pairs.Count(p => p.Item1 == Split.Test),
            Description = Describe(dataFolder, [.. paintings.Select(r => r.Row)], [.. music.Select(r => r.Row)]),
            Layouts = library.Layouts,
            Fingerprint = Checksum.Of(Encoding.UTF8.GetBytes(paintingShard.Sha256 + musicShard.Sha256 + string.Join('\n', pairs))),
            PaintingShards = [paintingShard],
            MusicShards = [musicShard],
        }, [.. paintings.Select((r, i) => new PreparedRow<PreparedPainting>(0, i, PreparedRows.Of(r.Row, "", paintingSplits[i], 0, 0, r.Features)))],
            [.. music.Select((r, i) => new PreparedRow<PreparedClip>(0, i, PreparedRows.Of(r.Row, "", musicSplits[i], 0, r.Features)))], pairs, _leftOut);
        cancellation.ThrowIfCancellationRequested();
        output.Commit();
        return new PrepareReport(info, [.. _leftOut]);
    }

    private List<(LibraryRow Row, TFeatures Features)> Store<TFeatures>(
        string stage, IReadOnlyList<LibraryRow> rows, ReplacedFolder output, NpyType type, int[] shape, Func<string, float[], TFeatures> read, out ShardFile shard,
        CancellationToken cancellation)
    {
        string name = $"{PreparedFolder.ShardsFolder}/{stage}.npy", path = output.InPart(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new NpyWriter(path, type, shape);
        var stored = new List<(LibraryRow, TFeatures)>();
        var values = new float[writer.RowLength];
        for (int i = 0; i < rows.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                TFeatures features = read(rows[i].Row.Path, values);
                writer.Write(values);
                stored.Add((rows[i], features));
            }
            catch (Pix2PitchException e)
            {
                _leftOut.Add(new LeftOut(rows[i].Row.Path, e.Message));
            }
            _progress?.Report(new PrepareProgress(stage, i + 1, rows.Count));
        }
        writer.Complete();
        writer.Dispose();
        shard = new ShardFile(name, stored.Count, new FileInfo(path).Length, Checksum.OfFile(path));
        return stored;
    }

    private List<(Split, TrainingPair)> MakePairs(
        List<(LibraryRow Row, PaintingFeatures Features)> paintings, Split[] paintingSplits, List<(LibraryRow Row, MusicFeatures Features)> music, Split[] musicSplits)
    {
        var all = new List<(Split, TrainingPair)>();
        foreach (Split split in Enum.GetValues<Split>())
        {
            int[] pictures = [.. Enumerable.Range(0, paintings.Count).Where(i => paintingSplits[i] == split)];
            int[] clips = [.. Enumerable.Range(0, music.Count).Where(i => musicSplits[i] == split)];
            Dictionary<ManifestRow, int> paintingRows = Numbers(pictures, i => paintings[i].Row.Row), musicRows = Numbers(clips, i => music[i].Row.Row);
            IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
                [.. pictures.Select(i => paintings[i].Row.Row)], [.. clips.Select(i => music[i].Row.Row)],
                [.. pictures.Select(i => paintings[i].Features)], [.. clips.Select(i => music[i].Features)],
                new PairingOptions { PartnersPerPainting = _options.Partners, Seed = _options.Seed });
            all.AddRange(pairs.Select(p => (split, new TrainingPair(paintingRows[p.Painting], musicRows[p.Music], p.Style))));
        }
        return all;

        static Dictionary<ManifestRow, int> Numbers(int[] rows, Func<int, ManifestRow> row)
            => rows.ToDictionary(row, i => i, (IEqualityComparer<ManifestRow>)ReferenceEqualityComparer.Instance);
    }

    private static string Describe(string folder, IReadOnlyList<LibraryRow> paintings, IReadOnlyList<LibraryRow> music)
        => $"{paintings.Count} paintings by {Names(paintings)} artists and {music.Count} clips of music by {Names(music)} composers ('{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}')";

    private static int Names(IReadOnlyList<LibraryRow> rows) => rows.Select(r => r.Row.Name).Distinct().Count();
}
