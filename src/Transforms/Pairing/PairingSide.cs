using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>One side of a pairing: all paintings, or all clips of music. All lists have one entry for each row, in the same order.</summary>
/// <typeparam name="TFeatures">The features of a row.</typeparam>
public sealed record PairingSide<TFeatures>
    where TFeatures : class
{
    /// <summary>The works.</summary>
    public required IReadOnlyList<Work> Works { get; init; }

    /// <summary>The features of each row, null for unknown. Null: no features.</summary>
    public IReadOnlyList<TFeatures?>? Features { get; init; }

    /// <summary>
    /// The style of each row, null for unknown. Null: the style in the manifest, else that of the artist or composer, else that of year and
    /// place.
    /// </summary>
    public IReadOnlyList<Style?>? Styles { get; init; }

    /// <summary>
    /// How probable each style is, judged from each picture or clip: one value for each <see cref="Style"/>, in its order, 0 or more; null or all 0 for unknown. They do
    /// not decide the style of a row, but which rows of its style it is paired with (<see cref="PairingOptions.StyleWeight"/>). Null: not judged.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<float>?>? StyleProbabilities { get; init; }

    /// <summary>The split of each row; only rows of the same split are paired. Null: chosen with <see cref="PairingOptions.Split"/>.</summary>
    public IReadOnlyList<Split>? Splits { get; init; }

    /// <summary>
    /// The name of a group for each row, empty for none: rows of one group, such as two files of the same picture, come into the same split, as
    /// rows of the same artist or piece do. Null: no groups.
    /// </summary>
    public IReadOnlyList<string>? Groups { get; init; }

    internal void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(Works, name);
        Check(Features?.Count, "features", name);
        Check(Styles?.Count, "styles", name);
        Check(StyleProbabilities?.Count, "rows of style probabilities", name);
        Check(Splits?.Count, "splits", name);
        Check(Groups?.Count, "groups", name);
        if (StyleProbabilities?.FirstOrDefault(row => row is not null && (row.Count != StyleNames.All.Count || row.Any(p => !(p >= 0 && float.IsFinite(p))))) is { } wrong)
            throw new ArgumentException($"There are the style probabilities {string.Join(", ", wrong)}; there must be {StyleNames.All.Count} numbers, 0 or more.", name);
    }

    private void Check(int? count, string what, string name)
    {
        if (count is { } given && given != Works.Count)
            throw new ArgumentException($"There are {given} {what} for {Works.Count} works.", name);
    }
}
