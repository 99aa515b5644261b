using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Puts together what a list says of a work, what was measured of it, and what it is used for.</summary>
internal static class PreparedRows
{
    public static PreparedPainting Of(LibraryRow row, string contentHash, Split split, int width, int height, PaintingFeatures features) => new()
    {
        Path = row.Row.Path,
        ContentHash = contentHash,
        Name = row.Row.Name,
        Title = row.Row.Title,
        Place = row.Row.Place,
        Country = row.Row.Country,
        Licence = row.Row.Licence,
        Year = row.Row.Year,
        Style = row.Style,
        StyleConfidence = row.Confidence,
        Split = split,
        Width = width,
        Height = height,
        Features = features,
    };

    public static PreparedClip Of(LibraryRow row, string contentHash, Split split, double offsetSeconds, MusicFeatures features) => new()
    {
        Path = row.Row.Path,
        ContentHash = contentHash,
        Name = row.Row.Name,
        Title = row.Row.Title,
        Place = row.Row.Place,
        Country = row.Row.Country,
        Licence = row.Row.Licence,
        PieceId = row.Row.PieceId,
        Kind = row.Row.Other.FirstOrDefault(cell => cell.Key.Equals("kind", StringComparison.OrdinalIgnoreCase)).Value ?? "",
        Year = row.Row.Year,
        Style = row.Style,
        StyleConfidence = row.Confidence,
        Split = split,
        OffsetSeconds = offsetSeconds,
        Features = features,
    };
}
