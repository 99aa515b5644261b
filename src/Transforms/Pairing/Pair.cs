using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>A painting and the clip of music that goes with it.</summary>
/// <param name="Painting">The painting.</param>
/// <param name="Music">The clip.</param>
/// <param name="Style">The style of both.</param>
/// <param name="YearsApart">The years between them; null if the year of one is unknown and cannot be estimated from the life of its artist or composer.</param>
/// <param name="SamePlace">Whether they come from the same country; null if one country is unknown.</param>
public sealed record Pair(Work Painting, Work Music, Style Style, int? YearsApart, bool? SamePlace)
{
    /// <summary>The index of the painting in the list of paintings.</summary>
    public int PaintingIndex { get; init; }

    /// <summary>The index of the clip in the list of clips.</summary>
    public int MusicIndex { get; init; }

    /// <summary>The split that both are in.</summary>
    public Split Split { get; init; }
}
