namespace Pix2Pitch.Styles;

/// <summary>What a person of the knowledge base is known for.</summary>
public enum PersonKind
{
    /// <summary>A painter or draughtsman.</summary>
    Artist,

    /// <summary>A composer.</summary>
    Composer,
}
