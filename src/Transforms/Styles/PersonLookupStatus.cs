namespace Pix2Pitch.Styles;

/// <summary>How a name fared in the <see cref="KnowledgeBase"/>.</summary>
public enum PersonLookupStatus
{
    /// <summary>Nobody is known by it.</summary>
    Unknown,

    /// <summary>It means one person.</summary>
    Found,

    /// <summary>It may mean several people, and nothing in it tells which.</summary>
    Ambiguous,
}
