namespace Pix2Pitch.Paintings;

/// <summary>What a saved model keeps: where the paintings are and how they are read.</summary>
internal sealed record PaintingSource
{
    /// <summary>The folder that paths are relative to; empty to take them as they are.</summary>
    public string Folder { get; init; } = "";

    /// <summary>How the paintings are read.</summary>
    public PaintingOptions Options { get; init; } = new();

    internal string PathOf(string path) => Folder.Length == 0 ? path : Path.Combine(Folder, path);
}
