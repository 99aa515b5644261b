namespace Pix2Pitch.Mel;

/// <summary>What a saved model keeps: where the recordings are and how their clips become images.</summary>
internal sealed record MelExtractionSource
{
    /// <summary>The folder that paths are relative to; empty to take them as they are.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The representation and where clips begin.</summary>
    public MelExtractionOptions Options { get; init; } = new();

    internal string PathOf(string path) => Folder.Length == 0 ? path : Path.Combine(Folder, path);
}
