namespace Pix2Pitch.Styles;

/// <summary>What <see cref="KnowledgeBase.Lookup"/> found for a name.</summary>
/// <param name="Status">Whether it means nobody, one person or perhaps several.</param>
/// <param name="Candidates">Everyone whom it may mean: none, one, or several.</param>
/// <param name="IsFullName">
/// Whether the candidates are known by just this name; false where it is only a part of theirs, as "Brueghel" and "Johann" are.
/// </param>
public sealed record PersonLookup(PersonLookupStatus Status, IReadOnlyList<Person> Candidates, bool IsFullName)
{
    private const int MostNamed = 5;

    internal static PersonLookup Nobody { get; } = new(PersonLookupStatus.Unknown, [], IsFullName: false);

    /// <summary>The person, where it is one; else null.</summary>
    public Person? Person => Status == PersonLookupStatus.Found ? Candidates[0] : null;

    /// <summary>
    /// Why there is no person, as the end of a sentence for a report: "may mean A (1568-1625) or B (1601-1678)"; null where there is one.
    /// </summary>
    public string? Reason => Status switch
    {
        PersonLookupStatus.Unknown => "is not in the knowledge base",
        PersonLookupStatus.Ambiguous => "may mean "
            + string.Join(" or ", Candidates.Take(MostNamed).Select(person => $"{person.Name} ({person.Born}-{person.Died})"))
            + (Candidates.Count > MostNamed ? $" or {Candidates.Count - MostNamed} others" : "")
            + "; write the full name",
        _ => null,
    };
}
