namespace Pix2Pitch.Manifests;

/// <summary>How a manifest is read.</summary>
public sealed record ManifestOptions
{
    /// <summary>Whether reading stops with an error at a row that cannot be read. By default, the row is left out and reported.</summary>
    public bool Strict { get; init; }

    /// <summary>Receives everything in <see cref="Manifest.Problems"/>, while reading. Null: nothing does.</summary>
    public Action<ManifestProblem>? OnProblem { get; init; }

    /// <summary>
    /// Max length of a row in bytes; 1,024 or more, 1 MiB by default. A longer row is left out and reported, and never held in memory.
    /// </summary>
    public int MaxRowBytes { get; init; } = 1 << 20;

    internal void Validate() => OptionRange.Check(MaxRowBytes, 1024, double.PositiveInfinity, "bytes");
}
