namespace Pix2Pitch.Styles;

/// <summary>An artist or composer of the <see cref="KnowledgeBase"/>.</summary>
/// <param name="Name">The usual name, given name first.</param>
/// <param name="OtherNames">Other spellings and short forms that mean only this person.</param>
/// <param name="Born">Year of birth.</param>
/// <param name="Died">Year of death.</param>
/// <param name="Country">The country where most of the works were made.</param>
/// <param name="Style">The style of most of the works.</param>
/// <param name="Kind">Artist or composer.</param>
public sealed record Person(string Name, IReadOnlyList<string> OtherNames, int Born, int Died, string Country, Style Style, PersonKind Kind)
{
    /// <summary>The middle of the working life, which begins at the age of 20; used for works whose year is unknown.</summary>
    public int MiddleYear => (Born + 20 + Died) / 2;
}
