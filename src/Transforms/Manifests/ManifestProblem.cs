namespace Pix2Pitch.Manifests;

/// <summary>
/// A problem in a manifest or folder: a row, file or folder that was left out, or, where <see cref="WasLeftOut"/> is false, a note on how something
/// was read.
/// </summary>
/// <param name="Line">The first line of the row, from 1; 0 if it is not a row.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="File">The manifest that has the line, or the file or folder.</param>
public sealed record ManifestProblem(int Line, string Reason, string File)
{
    /// <summary>
    /// Whether a row, file or folder was left out. False for a note, such as the encoding of a list that is not UTF-8, or files in a folder of pictures
    /// that are neither pictures nor recordings.
    /// </summary>
    public bool WasLeftOut { get; init; } = true;
}
