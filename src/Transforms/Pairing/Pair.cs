using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>A painting and the clip of music that goes with it.</summary>
/// <param name="Painting">The painting.</param>
/// <param name="Music">The clip.</param>
/// <param name="Style">The style of both.</param>
/// <param name="YearsApart">How many years lie between them; null where the year of one is unknown, even from its maker's life.</param>
/// <param name="SamePlace">Whether they come from one country; null where that of one is unknown.</param>
public sealed record Pair(ManifestRow Painting, ManifestRow Music, Style Style, int? YearsApart, bool? SamePlace)
{
    /// <summary>The painting's number among the paintings, from 0.</summary>
    public int PaintingIndex { get; init; }

    /// <summary>The clip's number among the clips, from 0.</summary>
    public int MusicIndex { get; init; }

    /// <summary>The set that both are in.</summary>
    public Split Split { get; init; }
}
