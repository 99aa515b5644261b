using Microsoft.ML;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;

namespace Pix2Pitch;

/// <summary>Manifests and pairs as data of an ML.NET pipeline.</summary>
public static class DataCatalog
{
    /// <summary>
    /// Reads a manifest of paintings or music: a file in CSV or JSON Lines, a data set in its own layout, or a folder
    /// (<see cref="ManifestSources"/>). The columns are Path (a full path), Name, Title,
    /// Year (Single, not a number where unknown), Place, Country, Style, Licence and PieceId; all but the year are text, empty where unknown. The
    /// columns that a manifest has besides (<see cref="Manifest.OtherColumns"/>) follow as text under their own names; one whose name, in any
    /// case, is among these nine has "Other." before it.
    /// All of it is read at once; the pictures and recordings themselves are not.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="options">Whether rows that cannot be read stop the reading, and who is told of them. Null: they are left out.</param>
    /// <exception cref="Pix2PitchException">The manifest is missing, is empty or has no column of paths.</exception>
    public static IDataView ReadManifest(this DataOperationsCatalog catalog, string path, ManifestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ManifestView(ManifestSources.Read(path, options));
    }

    /// <summary>
    /// Pairs paintings with music of the same style, near in period and place (<see cref="PaintingMusicPairing"/>). The columns
    /// are PaintingPath, MusicPath, Style (text), PaintingName, MusicName, PaintingTitle, MusicTitle, PaintingPieceId,
    /// MusicPieceId and YearsApart (Single, not a number where unknown). Both inputs are read at once.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="paintings">Rows as <see cref="ReadManifest"/> gives them. Path has to be there; the other columns may be missing.</param>
    /// <param name="music">Likewise.</param>
    /// <param name="options">Number of partners, seed and weights. Null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column Path is missing, or an option is out of range.</exception>
    public static IDataView PairPaintingsWithMusic(
        this DataOperationsCatalog catalog, IDataView paintings, IDataView music, PairingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(Rows(catalog, paintings, nameof(paintings)), Rows(catalog, music, nameof(music)), options);
        return catalog.LoadFromEnumerable<PairViewRow>([.. pairs.Select(PairViewRow.From)]);
    }

    private static ManifestRow[] Rows(DataOperationsCatalog catalog, IDataView data, string parameter)
    {
        if (data.Schema.GetColumnOrNull(nameof(ManifestRow.Path)) is null)
        {
            throw new ArgumentOutOfRangeException(parameter, $"Could not find column '{nameof(ManifestRow.Path)}'. "
                + $"The columns are: {string.Join(", ", data.Schema.Select(column => column.Name).Distinct())}.");
        }
        return [.. catalog.CreateEnumerable<ManifestViewRow>(data, reuseRowObject: false, ignoreMissingColumns: true).Select(row => row.ToRow())];
    }
}
