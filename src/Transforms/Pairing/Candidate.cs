using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>What pairing looks at in a row: what the manifest says, filled up from the knowledge base.</summary>
internal sealed record Candidate(ManifestRow Row, Style? Style, int? Year, IReadOnlyList<string> Countries, double[]? Measures)
{
    public static Candidate From(ManifestRow row, KnowledgeBase knowledge, double[]? measures)
    {
        Person? person = knowledge.Find(row.Name);
        IReadOnlyList<string> countries = Places.CountriesOf(row.Location);
        if (countries.Count == 0 && person is not null) countries = Places.CountriesOf(person.Country);
        return new Candidate(
            row,
            StyleNames.ParseOrNull(row.Style) ?? knowledge.StyleOf(row.Name, row.Year, row.Location),
            row.Year ?? person?.MiddleYear,
            countries,
            measures);
    }

    public int? YearsApart(Candidate other) => Year is { } mine && other.Year is { } its ? Math.Abs(mine - its) : null;

    public bool? SamePlace(Candidate other)
        => Countries.Count == 0 || other.Countries.Count == 0 ? null : Countries.Intersect(other.Countries).Any();
}
