using Microsoft.ML;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

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
    /// Pairs paintings with music of the same style, near in period and place and, where both sides have columns of features, alike in mood
    /// (<see cref="PaintingMusicPairing"/>). Both inputs are read at once. A row of the result is a pair:
    /// <list type="table">
    /// <item><term>PaintingPath, MusicPath</term><description>the files (text)</description></item>
    /// <item><term>Style</term><description>the style of both (text)</description></item>
    /// <item><term>PaintingName, MusicName</term><description>artist and composer (text)</description></item>
    /// <item><term>PaintingTitle, MusicTitle</term><description>the titles (text)</description></item>
    /// <item><term>PaintingPieceId, MusicPieceId</term><description>what all pictures of a painting and all clips of a piece share (text)</description></item>
    /// <item><term>YearsApart</term><description>years between them (Single, not a number where unknown)</description></item>
    /// <item><term>Split</term><description>"train", "validation" or "test" (text), as <see cref="PairingOptions.Split"/> says</description></item>
    /// </list>
    /// No artist, piece or group is in pairs of two sets.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="paintings">Rows as <see cref="ReadManifest"/> gives them. Path has to be there; the other columns may be missing.</param>
    /// <param name="music">Likewise.</param>
    /// <param name="options">Number of partners, seed, weights, sets, and which columns hold features. Null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of range.</exception>
    public static IDataView PairPaintingsWithMusic(
        this DataOperationsCatalog catalog, IDataView paintings, IDataView music, PairingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        options ??= new PairingOptions();
        options.Validate();
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            PairingInput.Paintings(catalog, paintings, options), PairingInput.Music(catalog, music, options), options);
        return catalog.LoadFromEnumerable<PairViewRow>([.. pairs.Select(PairViewRow.From)]);
    }
}
