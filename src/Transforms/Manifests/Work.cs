using System.Collections.Frozen;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>One painting or one clip of music, as a manifest lists it. Texts are empty where the manifest says nothing.</summary>
public sealed record Work
{
    /// <summary>The full path of the picture or recording.</summary>
    public required string Path { get; init; }

    /// <summary>The artist or composer.</summary>
    public string Name { get; init; } = "";

    /// <summary>The title of the painting or the piece.</summary>
    public string Title { get; init; } = "";

    /// <summary>The year in which it was made; null where it is unknown. Of "c.1818" 1818, of "1871-1874" 1871.</summary>
    public int? Year { get; init; }

    /// <summary>Where it was made, as the manifest writes it: a city, a region, often with the country after it.</summary>
    public string Place { get; init; } = "";

    /// <summary>The country as the manifest writes it, else the one that <see cref="Place"/> names; empty where it names none or several.</summary>
    public string Country { get; init; } = "";

    /// <summary>Country and place in one text, as whatever asks for a place takes it; the country counts first.</summary>
    public string Location => Country.Length == 0 ? Place : Place.Length == 0 ? Country : $"{Country}; {Place}";

    /// <summary>The style as the manifest writes it.</summary>
    public string Style { get; init; } = "";

    /// <summary>The licence as the manifest writes it.</summary>
    public string Licence { get; init; } = "";

    /// <summary>
    /// What all clips of one piece of music (all pictures of one painting) share: the column piece_id, else name and title, else
    /// the path. A split into training and test data must not cut through it.
    /// </summary>
    public string PieceId { get; init; } = "";

    /// <summary>The cells of every other column, by the name of the column.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The line of the manifest at which the row begins, from 1; 0 where it comes from no file.</summary>
    public int Line { get; init; }
}
