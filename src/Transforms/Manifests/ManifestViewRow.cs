using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>A <see cref="Work"/> as a row of an <c>IDataView</c>: its members are the columns.</summary>
internal sealed class ManifestViewRow
{
    public string Path { get; set; } = "";
    public string Name { get; set; } = "";
    public string Title { get; set; } = "";
    public float Year { get; set; } = float.NaN;
    public string Place { get; set; } = "";
    public string Country { get; set; } = "";
    public string Style { get; set; } = "";
    public string Licence { get; set; } = "";
    public string PieceId { get; set; } = "";

    public Work ToRow() => new()
    {
        Path = Path,
        Name = Name,
        Title = Title,
        Year = float.IsFinite(Year) ? (int)Year : null,
        Place = Place,
        Country = Country,
        Style = Style,
        Licence = Licence,
        PieceId = PieceId,
    };
}
