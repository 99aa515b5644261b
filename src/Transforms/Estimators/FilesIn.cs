namespace Pix2Pitch.Estimators;

/// <summary>What a saved model keeps of an estimator that reads files.</summary>
/// <param name="Folder">The folder that paths are relative to; empty to take them as they are.</param>
/// <param name="Options">How the files are read.</param>
internal sealed record FilesIn<TOptions>(string Folder, TOptions Options)
{
    /// <summary>The path of a row's file.</summary>
    public string PathOf(ReadOnlyMemory<char> path) => Folder.Length == 0 ? path.ToString() : Path.Combine(Folder, path.ToString());
}
