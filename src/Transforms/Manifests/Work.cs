using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Pix2Pitch.Manifests;

/// <summary>A painting or a piece of music with what its manifest gives. Texts are empty where the manifest gives nothing.</summary>
public sealed record Work
{
    /// <summary>The full path of the picture or recording.</summary>
    public required string Path { get; init; }

    /// <summary>The artist or composer.</summary>
    public string Name { get; init; } = "";

    /// <summary>The title of the painting or the piece.</summary>
    public string Title { get; init; } = "";

    /// <summary>The year in which it was made; null where it is unknown. "c.1818" is 1818, "1871-1874" is 1871.</summary>
    public int? Year { get; init; }

    /// <summary>Where it was made, as the manifest writes it: a city, a region, often with the country after it.</summary>
    public string Place { get; init; } = "";

    /// <summary>The country as the manifest writes it, else the one that <see cref="Place"/> names; empty where it names none or several.</summary>
    public string Country { get; init; } = "";

    /// <summary>Country and place in one text, the country first, as the arguments of places accept it.</summary>
    [JsonIgnore]
    public string Location => Country.Length == 0 ? Place : Place.Length == 0 ? Country : $"{Country}; {Place}";

    /// <summary>The style as the manifest writes it.</summary>
    public string Style { get; init; } = "";

    /// <summary>The licence as the manifest writes it.</summary>
    public string Licence { get; init; } = "";

    /// <summary>
    /// Identifies the piece of music or the painting: all its clips or pictures share it. The column piece_id, else name and title, else the path. All
    /// must be in the same split.
    /// </summary>
    public string PieceId { get; init; } = "";

    /// <summary>The cells of all other columns, by the name of the column.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The line of the manifest, from 1; 0 where it does not come from a line.</summary>
    public int Line { get; init; }
}
