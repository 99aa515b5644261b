using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch;

/// <summary>Manifests, pairs and prepared folders as data of an ML.NET pipeline.</summary>
public static class DataCatalog
{
    /// <summary>
    /// Reads a manifest of paintings or music: a file in CSV or JSON Lines, a data set in its own layout, or a folder
    /// (<see cref="ManifestSources"/>). The columns are Path (a full path), Name, Title, Year (Single, NaN where unknown), Place, Country, Style, Licence and
    /// PieceId; all but the year are text, empty where unknown. The other columns of the manifest (<see cref="Manifest.OtherColumns"/>) follow as text under
    /// their own names. If such a name, in any case, is one of these nine, "Other." is put before it. The manifest is read at once; pictures and recordings
    /// are not read.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="options">How it is read. Null: rows that cannot be read are left out.</param>
    /// <param name="cancellation">Stops between two works.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="Pix2PitchException">The manifest is missing, is empty or has no column of paths.</exception>
    public static IDataView ReadManifest(this DataOperationsCatalog catalog, string path, ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        CatalogLog log = CatalogLog.Of(catalog, nameof(ReadManifest));
        Action<ManifestProblem>? onProblem = options?.OnProblem;
        Manifest manifest = ManifestSources.Read(
            path,
            (options ?? new ManifestOptions()) with
            {
                OnProblem = problem =>
                {
                    log.Warning($"'{problem.File}'{(problem.Line > 0 ? $", line {problem.Line}" : "")}: {problem.Reason}");
                    onProblem?.Invoke(problem);
                },
            },
            cancellation);
        log.Info($"'{path}': {manifest.Works.Count} works, {manifest.Problems.Count} problems");
        return new ManifestView(manifest);
    }

    /// <summary>
    /// Pairs paintings with music of the same style, near in period and place and, where both sides have columns of features, similar in mood
    /// (<see cref="PaintingMusicPairing"/>). Both inputs are read at once. A row of the result is a pair:
    /// <list type="table">
    /// <item><term>PaintingPath, MusicPath</term><description>the files (text)</description></item>
    /// <item><term>Style</term><description>the style of both (text)</description></item>
    /// <item><term>PaintingName, MusicName</term><description>artist and composer (text)</description></item>
    /// <item><term>PaintingTitle, MusicTitle</term><description>the titles (text)</description></item>
    /// <item><term>PaintingPieceId, MusicPieceId</term><description>identify the painting and the piece (text)</description></item>
    /// <item><term>YearsApart</term><description>years between them (Single, NaN where unknown)</description></item>
    /// <item><term>Split</term><description>"train", "validation" or "test" (text), by <see cref="PairingOptions.Split"/></description></item>
    /// </list>
    /// No artist, piece or group is in two splits.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="paintings">Rows as <see cref="ReadManifest"/> gives them. Path is required; the other columns may be missing.</param>
    /// <param name="music">Rows of the same columns.</param>
    /// <param name="options">Number of partners, seed, weights, splits, and the columns with features. Null: the defaults.</param>
    /// <param name="cancellation">Stops between two paintings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of range.</exception>
    public static IDataView PairPaintingsWithMusic(
        this DataOperationsCatalog catalog, IDataView paintings, IDataView music, PairingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        options ??= new PairingOptions();
        options.Validate();
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            PairingInput.Paintings(paintings, options), PairingInput.Music(music, options), options, cancellation);
        CatalogLog.Of(catalog, nameof(PairPaintingsWithMusic)).Info($"{pairs.Count} pairs of {pairs.Select(pair => pair.PaintingIndex).Distinct().Count()} paintings");
        return catalog.LoadFromEnumerable<PairViewRow>([.. pairs.Select(pair => new PairViewRow(pair))]);
    }

    /// <summary>
    /// Loads a folder that <c>prepare</c> made. A row is a pair:
    /// <list type="table">
    /// <item><term>Painting</term><description>the painting (vector of Single with shape [3, S, S], RGB in [-1, 1])</description></item>
    /// <item><term>MelSpectrogram</term><description>the mel-spectrogram of the clip (vector of Single with shape [1, S, S], in [-1, 1])</description></item>
    /// <item><term>Style</term><description>the style of both (key of the five styles, as <c>LabelStyle</c> makes it)</description></item>
    /// <item><term>Split</term><description>"train", "validation" or "test" (text)</description></item>
    /// <item><term>PaintingPath, MusicPath</term><description>the files (text)</description></item>
    /// <item><term>PaintingName, MusicName</term><description>artist and composer (text)</description></item>
    /// <item><term>PaintingTitle, MusicTitle</term><description>the titles (text)</description></item>
    /// <item><term>Embedding</term><description>the embedding of the picture (vector of Single, 512), only if the folder has embeddings; zeros for a painting without one</description></item>
    /// </list>
    /// Paintings and mel-spectrograms are not held in memory: their files are mapped, and a row is read when its value is asked for. The number of
    /// rows is known, and cursors can be used in parallel.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="folder">The prepared folder.</param>
    /// <param name="options">Which pairs are loaded. Null: all.</param>
    /// <param name="cancellation">Stops between two rows of the tables.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="Pix2PitchException">It is not a prepared folder, or one of its files is missing, broken or of another size.</exception>
    /// <example><code>
    /// IDataView pairs = ml.Data.LoadPrepared("prepared256", new LoadPreparedOptions { Split = Split.Validation });
    /// </code></example>
    public static IDataView LoadPrepared(this DataOperationsCatalog catalog, string folder, LoadPreparedOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options?.Validate();
        PreparedView view = PreparedView.Open(folder, options, cancellation);
        CatalogLog.Of(catalog, nameof(LoadPrepared)).Info($"'{folder}': {view.GetRowCount()} pairs");
        return view;
    }
}
