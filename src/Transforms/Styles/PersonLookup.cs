namespace Pix2Pitch.Styles;

/// <summary>The result of <see cref="KnowledgeBase.Lookup"/>.</summary>
/// <param name="Candidates">Everyone whom the name may mean: nobody if it is unknown, one person, or several if it is ambiguous.</param>
/// <param name="IsFullName">
/// Whether this is a full name of the candidates; false if it is unknown or is only a part of their names, as "Brueghel" and "Johann" are.
/// </param>
public sealed record PersonLookup(IReadOnlyList<Person> Candidates, bool IsFullName)
{
    private const int MaxNamed = 5;

    internal static PersonLookup Unknown { get; } = new([], IsFullName: false);

    /// <summary>The person, if the name means one; otherwise null.</summary>
    public Person? Person => Candidates is [var person] ? person : null;

    /// <summary>
    /// Why there is no person, as the end of a sentence: "may mean A (1568-1625) or B (1601-1678); write the full name". Null if there is one.
    /// </summary>
    public string? Reason => Candidates.Count switch
    {
        0 => "is not in the knowledge base",
        1 => null,
        _ => "may mean "
            + string.Join(" or ", Candidates.Take(MaxNamed).Select(person => $"{person.Name} ({person.Born}-{person.Died})"))
            + (Candidates.Count > MaxNamed ? $" or {Candidates.Count - MaxNamed} others" : "")
            + "; write the full name",
    };
}
