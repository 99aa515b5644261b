namespace Pix2Pitch.Pages.Collections;

/// <summary>Where the style of a work comes from.</summary>
public enum StyleSource
{
    /// <summary>The style is unknown.</summary>
    Unknown,

    /// <summary>The list of works states it.</summary>
    Stated,

    /// <summary>It is that of the artist.</summary>
    Artist,

    /// <summary>It prevailed in the year and place.</summary>
    Period,

    /// <summary>It was judged from the picture.</summary>
    Picture,
}
