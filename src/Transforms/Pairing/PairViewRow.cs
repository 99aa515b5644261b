using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>A <see cref="Pair"/> as a row of an <c>IDataView</c>: its members are the columns.</summary>
internal sealed class PairViewRow
{
    public string PaintingPath { get; set; } = "";
    public string MusicPath { get; set; } = "";
    public string Style { get; set; } = "";
    public string PaintingName { get; set; } = "";
    public string MusicName { get; set; } = "";
    public string PaintingTitle { get; set; } = "";
    public string MusicTitle { get; set; } = "";
    public string PaintingPieceId { get; set; } = "";
    public string MusicPieceId { get; set; } = "";
    public float YearsApart { get; set; }
    public string Split { get; set; } = "";

    public static PairViewRow From(Pair pair) => new()
    {
        PaintingPath = pair.Painting.Path,
        MusicPath = pair.Music.Path,
        Style = StyleNames.Of(pair.Style),
        PaintingName = pair.Painting.Name,
        MusicName = pair.Music.Name,
        PaintingTitle = pair.Painting.Title,
        MusicTitle = pair.Music.Title,
        PaintingPieceId = pair.Painting.PieceId,
        MusicPieceId = pair.Music.PieceId,
        YearsApart = pair.YearsApart ?? float.NaN,
        Split = SplitNames.Of(pair.Split),
    };
}
