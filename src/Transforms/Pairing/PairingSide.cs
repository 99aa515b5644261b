using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>One side of a pairing: all paintings, or all clips of music. What is known of a row lies at its number in each list.</summary>
/// <typeparam name="TFeatures">What is measured of a row.</typeparam>
public sealed record PairingSide<TFeatures>
    where TFeatures : class
{
    /// <summary>The rows as the manifest has them.</summary>
    public required IReadOnlyList<ManifestRow> Rows { get; init; }

    /// <summary>What was measured of each row, null where nothing was. Null: of none.</summary>
    public IReadOnlyList<TFeatures?>? Features { get; init; }

    /// <summary>
    /// The style of each row, null where it is unknown. Null: what the manifest says, else that of the artist or composer, else of year and
    /// place.
    /// </summary>
    public IReadOnlyList<Style?>? Styles { get; init; }

    /// <summary>The set of each row; only rows of one set are paired. Null: as <see cref="PairingOptions.Split"/> says.</summary>
    public IReadOnlyList<Split>? Splits { get; init; }

    /// <summary>
    /// A name for each row that those share which belong together beyond artist and piece, such as a picture in two files; empty for none.
    /// They come into one set. Null: none.
    /// </summary>
    public IReadOnlyList<string>? Groups { get; init; }

    internal void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(Rows, name);
        Check(Features?.Count, "features", name);
        Check(Styles?.Count, "styles", name);
        Check(Splits?.Count, "splits", name);
        Check(Groups?.Count, "groups", name);
    }

    private void Check(int? count, string what, string name)
    {
        if (count is { } given && given != Rows.Count)
            throw new ArgumentException($"There are {given} {what} for {Rows.Count} rows.", name);
    }
}
