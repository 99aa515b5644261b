using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>A <see cref="Pair"/> as a row of an <c>IDataView</c>: its properties are the columns.</summary>
internal sealed class PairViewRow(Pair pair)
{
    public string PaintingPath => pair.Painting.Path;
    public string MusicPath => pair.Music.Path;
    public string Style => StyleNames.Of(pair.Style);
    public string PaintingName => pair.Painting.Name;
    public string MusicName => pair.Music.Name;
    public string PaintingTitle => pair.Painting.Title;
    public string MusicTitle => pair.Music.Title;
    public string PaintingPieceId => pair.Painting.PieceId;
    public string MusicPieceId => pair.Music.PieceId;
    public float YearsApart => pair.YearsApart ?? float.NaN;
    public string Split => SplitNames.Of(pair.Split);
}
