namespace Pix2Pitch.Manifests;

/// <summary>How a manifest is read.</summary>
public sealed record ManifestOptions
{
    /// <summary>Whether a row that cannot be read stops the reading; otherwise (the default) it is left out and reported.</summary>
    public bool Strict { get; init; }

    /// <summary>Is told of every row that is left out, while reading. Null: nobody is.</summary>
    public Action<ManifestProblem>? OnProblem { get; init; }
}
