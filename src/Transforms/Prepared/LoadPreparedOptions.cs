using Pix2Pitch.Pairing;

namespace Pix2Pitch.Prepared;

/// <summary>Options of <see cref="DataCatalog.LoadPrepared"/>.</summary>
public sealed record LoadPreparedOptions
{
    /// <summary>The split whose pairs are loaded. Null, the default: all pairs.</summary>
    public Split? Split { get; init; }

    internal void Validate()
    {
        if (Split is { } split) OptionRange.Check(split, nameof(Split));
    }
}
