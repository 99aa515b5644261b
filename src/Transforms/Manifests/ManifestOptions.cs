namespace Pix2Pitch.Manifests;

/// <summary>How a manifest is read.</summary>
public sealed record ManifestOptions
{
    /// <summary>Whether a row that cannot be read stops the reading; otherwise (the default) it is left out and reported.</summary>
    public bool Strict { get; init; }

    /// <summary>Is told of everything in <see cref="Manifest.Problems"/>, while reading. Null: nobody is.</summary>
    public Action<ManifestProblem>? OnProblem { get; init; }

    /// <summary>
    /// The longest row that is read, in bytes; 1,024 or more, 1 MiB by default. A longer one is left out and reported, and never held in memory.
    /// </summary>
    public int MaximumRowBytes { get; init; } = 1 << 20;
}
