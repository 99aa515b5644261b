using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>A work with what pairing needs. What the manifest does not give comes from the knowledge base.</summary>
internal sealed record Candidate(
    int Index, Work Work, Style? Style, Split Split, int? Year, IReadOnlyList<string> Countries, double[]? Measures, double[]? StyleMeasures)
{
    /// <summary>Equal for candidates with the same countries.</summary>
    public string CountryKey { get; } = string.Join('|', Countries);

    /// <summary>All rows of a side. If the side has no splits, <see cref="ChooseSplits"/> has to choose them.</summary>
    public static Candidate[] From<TFeatures>(PairingSide<TFeatures> side, KnowledgeBase knowledge, Func<TFeatures?, double[]?> measuresOf)
        where TFeatures : class
        => [.. side.Works.Select((work, i) => From(
            i, work, side.Styles is null ? StyleOf(work, knowledge) : side.Styles[i], side.Splits?[i] ?? Pairing.Split.Train,
            knowledge, measuresOf(side.Features?[i]), Affinity.OfStyles(side.StyleProbabilities?[i])))];

    private static Style? StyleOf(Work work, KnowledgeBase knowledge)
        => knowledge.FindStyle(work.Style, work.Name, work.Year, work.Location).Style;

    private static Candidate From(int index, Work work, Style? style, Split split, KnowledgeBase knowledge, double[]? measures, double[]? styleMeasures)
    {
        Person? person = knowledge.Find(work.Name);
        IReadOnlyList<string> countries = Places.CountriesOf(work.Location);
        if (countries.Count == 0 && person is not null) countries = Places.CountriesOf(person.Country);
        return new Candidate(index, work, style, split, work.Year ?? person?.MiddleYear, countries, measures, styleMeasures);
    }

    /// <summary>Chooses the split of every candidate whose style is known.</summary>
    public static void ChooseSplits(
        Candidate[] candidates, Func<Work, IEnumerable<string>> groupsOf, IReadOnlyList<string>? groups, SplitOptions options)
    {
        Candidate[] known = [.. candidates.Where(candidate => candidate.Style is not null)];
        Split[] splits = DataSplit.Choose(known, candidate => candidate.Style!.Value, AllGroups, options);
        for (int i = 0; i < known.Length; i++) candidates[known[i].Index] = known[i] with { Split = splits[i] };

        IEnumerable<string> AllGroups(Candidate candidate)
        {
            IEnumerable<string> own = groupsOf(candidate.Work);
            return groups?[candidate.Index] is { Length: > 0 } more ? own.Append($"group: {more}") : own;
        }
    }

    public int? YearsApart(Candidate other) => Year is { } mine && other.Year is { } its ? Math.Abs(mine - its) : null;

    public bool? SamePlace(Candidate other)
        => Countries.Count == 0 || other.Countries.Count == 0 ? null : Countries.Intersect(other.Countries).Any();
}
