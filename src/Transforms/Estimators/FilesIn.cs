namespace Pix2Pitch.Estimators;

/// <summary>The options of an estimator that reads files, as they are saved with the model.</summary>
/// <param name="Folder">The folder that paths are relative to; empty means that paths are used as they are.</param>
/// <param name="Options">How the files are read.</param>
internal sealed record FilesIn<TOptions>(string Folder, TOptions Options)
{
    /// <summary>The path of a row's file.</summary>
    public string PathOf(ReadOnlyMemory<char> path) => Folder.Length == 0 ? path.ToString() : Path.Combine(Folder, path.ToString());
}
