namespace Pix2Pitch.Styles;

/// <summary>The profession of a person in the knowledge base.</summary>
public enum PersonKind
{
    /// <summary>A painter or graphic artist.</summary>
    Artist,

    /// <summary>A composer.</summary>
    Composer,
}
