namespace Pix2Pitch.Features;

/// <summary>What a saved model keeps: where the recordings are and how they are measured.</summary>
internal sealed record MusicFeatureSource
{
    /// <summary>The folder that paths are relative to; empty to take them as they are.</summary>
    public string Folder { get; init; } = "";

    /// <summary>How they are measured.</summary>
    public MusicFeatureOptions Options { get; init; } = new();

    internal string PathOf(string path) => Folder.Length == 0 ? path : Path.Combine(Folder, path);
}
